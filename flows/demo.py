"""The demo shop: its people, its goods, its connections and its published flows."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import transaction

from flows.ready_made import install
from integrations.demo_shop.seed import restock, seed
from integrations.demo_shop.setting_up import connect_demo
from selfservice.files.models import File
from selfservice.tenancy.models import Member, Role, Shop, User
from selfservice.tenancy.owned import ShopOwned
from selfservice.tenancy.scope import within

KEY = "demo"
PEOPLE = {"owner@demo.example": Role.OWNER, "agent@demo.example": Role.AGENT}
NAMES = {"owner@demo.example": "Olivia", "agent@demo.example": "Agnes"}
PASSWORDS = "demo-passwords"


@transaction.atomic
def load_shop() -> Shop:
    """Makes what is missing and keeps what is there."""
    shop, made = Shop.objects.get_or_create(
        key=KEY,
        defaults={
            "name": "Demo Shop",
            "languages": ["en", "cs", "es"],
            "default_language": "en",
            "contact_email": "help@demo.example",
            "origins": [settings.DEMO_SHOP_URL],
            "policy": {"return_days": 14, "return_address": "Demo Shop, Mlýnská 5, 602 00 Brno"},
            "look": {"accent": "#1f6f54"},
        },
    )
    passwords = kept_passwords(settings.VAR_DIR / PASSWORDS)
    owner, *_others = [_person(shop, email, passwords[email]) for email in PEOPLE]
    if made:
        seed(shop)
        connect_demo(shop)
    restock(shop)
    install(shop, author=owner, publish=True)
    return shop


@transaction.atomic
def clear_shop() -> None:
    """Takes the demo shop away with everything in it.

    Foreign keys are checked at the end of the transaction, so the order does not matter.
    """
    shop = Shop.objects.filter(key=KEY).first()
    if shop is None:
        return
    with within(shop):
        File.objects.all().delete()  # with the content, of which raw deletes know nothing
        for model in apps.get_models():
            if issubclass(model, ShopOwned):
                rows = model.objects.all()
                rows._raw_delete(rows.db)
    shop.delete()


def kept_passwords(path: Path) -> dict[str, str]:
    """A password for each of the demo's people, random per installation and kept at `path`."""
    kept: dict[str, str] = {}
    if path.exists():
        kept = dict(line.split(" ", 1) for line in path.read_text().splitlines() if " " in line)
    if not PEOPLE.keys() <= kept.keys():
        kept = {email: secrets.token_urlsafe(12) for email in PEOPLE}
        _write_for_owner(path, "".join(f"{email} {word}\n" for email, word in kept.items()))
    return kept


def _write_for_owner(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(content)


def _person(shop: Shop, email: str, password: str) -> User:
    """The demo's user, who always signs in with the password that is printed."""
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, password, is_staff=True, first_name=NAMES[email])
    elif not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    with within(shop):
        Member.objects.get_or_create(shop=shop, user=user, defaults={"role": PEOPLE[email]})
    return user
