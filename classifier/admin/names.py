"""What flows and languages are called, as far as this layer knows: by their topics' titles."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language_info

from classifier.models import Topic
from selfservice.tenancy.models import Shop


def titles_of(shop: Shop) -> dict[str, str]:
    """Title by label, in the shop's own language; the published flows first."""
    topics = Topic.objects.all()
    named = {each.label: title_of(each.titles, shop, each.label) for each in topics}
    live = {each.label: each.live for each in topics}
    order = sorted(named, key=lambda label: (not live[label], named[label].casefold()))
    return {label: named[label] for label in order}


def title_of(titles: Mapping[str, str], shop: Shop, label: str) -> str:
    others = (text for text in titles.values() if text)
    return titles.get(shop.default_language) or next(others, label)


def language_name(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def languages_of(shop: Shop) -> list[str]:
    return list(shop.languages) or [shop.default_language]
