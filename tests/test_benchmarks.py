"""What is measured can be made: the tables of the benchmarks' data are those of the house."""

from __future__ import annotations

import psycopg
from django.conf import settings

from benchmarks import dataset
from tests.database import Databases

_COUNTS = """SELECT (SELECT count(*) FROM concerns_concern), (SELECT count(*) FROM concerns_case),
    (SELECT count(*) FROM consent_picture)"""


def test_the_data_of_the_benchmarks_fits_the_tables(
    own_database: None, databases: Databases
) -> None:
    administrator = databases.url(str(settings.DATABASES["default"]["NAME"]), "postgres")
    dataset.write(administrator, people=60, concerns=90)
    with psycopg.connect(administrator) as connection:
        assert connection.execute(_COUNTS).fetchone() == (90, 90, 90)
