"""What a new flow begins with when it is not one of the ready-made ones."""

from __future__ import annotations

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from flows.drafting import draft_of, start_flow
from flows.engine.document import Document, EffectCall, Given, Step, Text, load
from flows.engine.edits import blank, change
from flows.models import Flow
from flows.ready_made import available
from selfservice.tenancy.models import Shop, User

_LONGEST_KEY = 60


def free_key(title: str) -> str:
    """A key made from the title that no flow of the shop has."""
    taken = set(Flow.objects.values_list("key", flat=True))
    stem = slugify(title)[: _LONGEST_KEY - 4].strip("-")
    stem = stem if stem[:1].isalpha() else f"flow-{stem}".strip("-")
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (stem, *numbered) if each not in taken)


def blank_document(shop: Shop, title: str) -> Document:
    """A greeting, an end, and a person who is told whom to answer: fit to publish as it stands."""
    languages = tuple(shop.languages) or (shop.default_language,)
    document = blank(dict.fromkeys(languages, title), languages)
    document = change(
        document, "say", text=_in_each(languages, gettext_noop("Hello! How can we help?"))
    )
    document = change(document, "end", text=_in_each(languages, gettext_noop("Glad to help.")))
    document = document.model_copy(update={"steps": {**document.steps, **_ready_made_person()}})
    return change(document, "person_end", effects=(_ticket(dict.fromkeys(languages, title)),))


def _ready_made_person() -> dict[str, Step]:
    """It asks for an address: nobody can answer a ticket without one."""
    home = available()[0].document
    return {each: home.steps[each] for each in ("person", "person_end")}


def _ticket(subject: Text) -> EffectCall:
    arguments = {
        "subject": Given(text=subject),
        "contact": Given(fact="answer.email"),
        "message": Given(fact="answer.message"),
    }
    return EffectCall(id="ticket", kind="open_ticket", arguments=arguments)


def copy_of(flow: Flow, author: User | None) -> Flow:
    """A new flow with the newest draft of this one; nothing of it is published."""
    title = _("%s (copy)") % flow.title
    copy = Flow(shop_id=flow.shop_id, key=free_key(flow.key), title=title[:120])
    change = _("Copied from “%s”.") % flow.title
    start_flow(copy, load(draft_of(flow).document), change, author)
    return copy


def _in_each(languages: tuple[str, ...], message: str) -> Text:
    """The message as the installation's own catalogue has it in each language."""
    texts: dict[str, str] = {}
    for language in languages:
        with override(language):
            texts[language] = _(message)
    return texts
