"""The admin's pages about phrases, questions and how well the shop's model understands."""

from classifier.admin.model_page import ModelVersionAdmin
from classifier.admin.phrases import PhraseAdmin
from classifier.admin.questions import QuestionAdmin

__all__ = ["ModelVersionAdmin", "PhraseAdmin", "QuestionAdmin"]
