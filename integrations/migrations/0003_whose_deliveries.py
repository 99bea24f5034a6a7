from uuid import UUID

from django.db import migrations, models

from selfservice.privacy.sealing import Unreadable


def say_whose(apps, _schema_editor):
    """Of deliveries until now, the ticket stands in the step of an agent's act or the context."""
    rows = apps.get_model("integrations", "Delivery").objects.filter(ticket=None)
    for each in list(rows.filter(step__startswith="ticket:")):
        rows.filter(pk=each.pk).update(ticket=UUID(each.step.removeprefix("ticket:")))
    for each in rows.filter(session=None).only("pk", "shop_id", "context").iterator():
        try:
            ticket = each.context.get("ticket")
        except Unreadable:
            continue
        if ticket:
            rows.filter(pk=each.pk).update(ticket=UUID(ticket))


class Migration(migrations.Migration):
    dependencies = [("integrations", "0002_sheet_rows")]

    operations = [
        migrations.AddField("delivery", "ticket", models.UUIDField(db_index=True, null=True)),
        migrations.AddField("delivery", "masked", models.DateTimeField(null=True)),
        migrations.RunPython(say_whose, migrations.RunPython.noop),
    ]
