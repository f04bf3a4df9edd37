"""Letters that were lost on the way are refused, whatever the headings are; what is whole is read."""

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from kvalitet_app.domain.errors import InputError
from kvalitet_app.exchange.signs_in import Signs
from kvalitet_app.exchange.table_in import read_sheet
from tests.lists import PLAIN, SENTENCE, text_file

pytestmark = pytest.mark.usefixtures("here")
OLD = ["cp850", "cp437", "mac_roman"]


def fault(text, *, guessed=False):
    signs = Signs(guessed=guessed)
    signs.look(text)
    return signs.fault()


@pytest.mark.parametrize("encoding", OLD)
def test_a_file_of_dos_or_mac_is_refused_with_what_to_do(tmp_path, encoding):
    with pytest.raises(InputError, match="spara den som CSV UTF-8"):
        read_sheet(text_file(tmp_path, PLAIN, encoding=encoding))


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", *OLD])
def test_what_was_encoded_twice_is_refused_in_text_and_workbook(tmp_path, encoding):
    twice = PLAIN.encode().decode(encoding, errors="replace")
    with pytest.raises(InputError, match="CSV UTF-8"):
        read_sheet(text_file(tmp_path, twice))
    with xlsxwriter.Workbook(str(tmp_path / "bok.xlsx")) as book:
        book.add_worksheet().write_column(0, 0, ["Beskrivning", SENTENCE.encode().decode(encoding, errors="replace")])
    with pytest.raises(InputError, match="CSV UTF-8"):
        read_sheet(tmp_path / "bok.xlsx")


def test_letters_that_are_gone_are_refused(tmp_path):
    gone = PLAIN.replace("å", "\N{REPLACEMENT CHARACTER}")
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(InputError, match="gått förlorade"):
            read_sheet(text_file(tmp_path, gone, encoding=encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"])
def test_a_whole_file_is_read(tmp_path, encoding):
    assert read_sheet(text_file(tmp_path, PLAIN, encoding=encoding)).lines[1][1][3] == SENTENCE


@pytest.mark.parametrize(
    "text",
    [
        *("”Stopp” sa han", "sa ”hej”, gick", "24” skärm på väggen", "å sen… så", "100 € kostade", "Fall i ”hallen”"),
        *("„Hallo“ sa hon på tyska", "Anna †1999", "BLÅ–GUL Ö”", "pâté på bröd", "men…sen gick han på stan"),
        *("Dušan föll på golvet", "Žarko åt", "hon sa ”åh” och ”nej”; ”ja”"),
    ],
)
def test_what_swedes_write_is_no_fault(text):
    assert fault(text) == ""
    assert fault(f"{PLAIN}{text}", guessed=True) == ""


WORDS = st.sampled_from(["två", "så", "på", "sjö", "är", "öppen", "föll", "gång", "ägg", "Åkern", "när", "gå", "hö"])


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), st.sampled_from(OLD))
def test_every_swedish_sentence_in_an_old_encoding_is_seen(text, encoding):
    wrong = text.encode(encoding).decode("cp1252", errors="replace")
    assert fault(wrong, guessed=True)
    assert fault(text) == fault(text, guessed=True) == ""


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), st.sampled_from(["cp1252", "latin-1", *OLD]))
def test_every_swedish_sentence_encoded_twice_is_seen(text, encoding):
    assert fault(text.encode().decode(encoding, errors="replace"))
