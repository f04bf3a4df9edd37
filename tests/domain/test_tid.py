"""Parts of a year: the same months in both years, and nothing outside them."""

from datetime import date

from kvalitet_app.domain.tid import Tid


def test_february_of_a_leap_year_is_whole():
    assert Tid(2024, 2, 2).till == date(2024, 2, 29)
    assert Tid(2024, 2, 2).fore.till == date(2023, 2, 28)
