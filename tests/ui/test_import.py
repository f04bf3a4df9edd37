"""What an import will do is shown in the window before it is done."""

from PySide6.QtWidgets import QLabel

from kvalitet_app.ui.installningar.importing import ImportDialog


def test_what_cannot_be_kept_is_said_before_anything_is_written(own, tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("Datum;Enhet;Beskrivning;Status;Hiss\n2026-03-09;Tallåsen;Föll;Pågående;ja\n", encoding="utf-8")
    dialog = ImportDialog(own.window, own.context, path)
    told = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    for part in ("Klockslag saknas i filen för 1 rad; den visas som 12:00.", "”Pågående” betyder Utreds", "Hiss"):
        assert part in told
    dialog.deleteLater()
