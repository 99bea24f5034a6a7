"""What the classifier learns from, the models it made of it, and what shoppers typed."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from classifier.router.methods import ASK, OPEN, UNSURE
from selfservice.privacy.declaration import Declaration, Keep, Purpose
from selfservice.privacy.fields import SealedJSONField, SealedTextField
from selfservice.tenancy.owned import ShopOwned


class Topic(ShopOwned):
    """Something a question can be about. `label` is opaque here: whoever published it knows."""

    label = models.CharField(max_length=60)
    titles = models.JSONField(default=dict)  # text by language
    hints = models.JSONField(default=dict)  # texts by language, for topics with few phrases
    live = models.BooleanField(default=True)

    privacy = Declaration(
        purpose=Purpose.SERVICE, keep=Keep.SHOP, internal="id shop label titles hints live"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "label"], name="one_topic_per_label")
        ]

    def __str__(self) -> str:
        return self.label


class Source(models.TextChoices):
    STARTER = "starter", _("Came with the ready-made flow")
    OWNER = "owner", _("Written by the shop")
    QUESTION = "question", _("Taken from a question")


class Phrase(ShopOwned):
    """An example question for a topic. Holds no contact data: it is shown to all who design."""

    label = models.CharField(_("flow"), max_length=60)
    language = models.CharField(_("language"), max_length=10)
    text = models.CharField(_("phrase"), max_length=300)
    source = models.CharField(
        _("source"), max_length=10, choices=Source.choices, default=Source.OWNER
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)

    privacy = Declaration(
        purpose=Purpose.IMPROVEMENT,
        keep=Keep.SHOP,
        internal="id shop label language text source created",
    )

    class Meta:
        verbose_name = _("phrase")
        verbose_name_plural = _("phrases")
        ordering = ["label", "language", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "label", "language", "text"], name="one_phrase_per_text"
            )
        ]

    def __str__(self) -> str:
        return self.text


class ModelVersion(ShopOwned):
    """One version of a shop's model: arrays and their description, never objects."""

    number = models.PositiveIntegerField(_("number"))
    fingerprint = models.CharField(max_length=64)  # of what it was trained on
    digest = models.CharField(max_length=64)  # SHA-256 of `data`
    data = models.BinaryField()
    report = models.JSONField(_("report"), default=dict)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.SHOP,
        internal="id shop number fingerprint digest data report created",
    )

    class Meta:
        verbose_name = _("model version")
        verbose_name_plural = _("model versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["shop", "number"], name="one_model_version_per_number")
        ]

    def __str__(self) -> str:
        return str(self.number)


class Failure(models.TextChoices):
    """Why a training made no model, told in the reader's language and not the worker's."""

    NOTHING = "nothing", _("There is nothing to learn from yet: publish a flow with phrases.")
    SLOW = "slow", _("The training took too long. Remove phrases that are much alike.")
    FAILED = "failed", _("The training failed. The model from before stays in use.")


class Training(ShopOwned):
    """Whether a shop's model waits to be made anew: the durable side of the training's doorbell."""

    wanted = models.DateTimeField(null=True)  # none: nothing has changed since the last one
    started = models.DateTimeField(null=True)
    failure = models.CharField(
        max_length=300, blank=True
    )  # one of Failure; before there were codes, a sentence

    privacy = Declaration(
        purpose=Purpose.SERVICE, keep=Keep.SHOP, internal="id shop wanted started failure"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop"], name="one_training_per_shop")]

    def __str__(self) -> str:
        return str(self.shop_id)


class Method(models.TextChoices):
    CLASSIFIER = OPEN, _("Opened")
    MENU = ASK, _("Asked what was meant")
    NONE = UNSURE, _("Did not know")


class Outcome(models.TextChoices):
    OPEN = "", _("Nothing more")
    KEPT = "kept", _("Went on in that flow")
    CHOSEN = "chosen", _("Chose among what was offered")
    NONE = "none", _("None of these")
    WRONG = "wrong", _("Said it was wrong")
    PERSON = "person", _("Called a person")
    ASIDE = "aside", _("Set aside")  # by the owner: it teaches nothing


class Question(ShopOwned):
    """What a shopper typed, how it was routed, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.UUIDField(db_index=True)
    language = models.CharField(_("language"), max_length=10)
    text = SealedTextField(_("question"))
    method = models.CharField(_("method"), max_length=10, choices=Method.choices)
    label = models.CharField(_("flow"), max_length=60, blank=True)  # opened, or chosen at last
    confidence = models.FloatField(_("confidence"), default=0)
    because = SealedJSONField(default=list)  # the words that decided
    # Labels, likeliest first; but first of all the opened one, if another was chosen after it.
    alternatives = models.JSONField(default=list)
    outcome = models.CharField(
        _("what came of it"), max_length=10, choices=Outcome.choices, blank=True
    )
    taken = models.BooleanField(_("taken as a phrase"), default=False)
    at = models.DateTimeField(_("at"))

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.SESSION,
        since="at",
        internal="id shop session language method label confidence alternatives outcome taken at",
        content="text because",
    )

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["-at"]

    def __str__(self) -> str:
        return str(self.pk)
