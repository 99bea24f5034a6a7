"""Gives the shops that are there already the ready-made macros, once."""

import json

from django.db import migrations

from integrations.desk.macros import READY_MADE


def give(apps, schema_editor):
    Macro = apps.get_model("desk", "Macro")
    made = json.loads(READY_MADE.read_text(encoding="utf-8"))
    for shop in apps.get_model("tenancy", "Shop").objects.all():
        macros = [
            Macro(
                shop=shop,
                name=each["name"].get(shop.default_language) or each["name"]["en"],
                texts=each["texts"],
                position=position,
            )
            for position, each in enumerate(made, start=1)
        ]
        # A shop made between the two migrations has them already.
        Macro.objects.bulk_create(macros, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_people_and_macros")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop, elidable=True)]
