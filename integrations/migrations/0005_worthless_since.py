from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("integrations", "0004_goes_with_its_shop")]

    operations = [
        migrations.AddField("delivery", "worthless", models.DateTimeField(null=True)),
    ]
