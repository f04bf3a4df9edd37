"""The example in figures: how many avvikelser of each type, where and in which month. Everything else follows it."""

from dataclasses import dataclass

KLUSTER = "GB11-02"


@dataclass(frozen=True, slots=True)
class Utfall:
    """Events of one type in a year. `manader` counts January first; `enheter` says where they happened."""

    ar: int
    typ: str
    manader: tuple[int, ...]
    enheter: dict[str, int]

    @property
    def antal(self) -> int:
        """How many there are."""
        return sum(self.manader)


# The two types of hot och våld of 2024 are 20 together and both among the three largest, whose sum is 34.
SOL_LSS: tuple[Utfall, ...] = (
    Utfall(2024, "insats_fordrojd", (0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0), {"Granliden": 2, "Torget": 1, "Pärlan": 1}),
    Utfall(
        2024,
        "bemotande",
        (1, 1, 1, 2, 1, 1, 0, 1, 2, 1, 2, 1),
        {"Lönnvägen": 4, "Kaprifolen": 2, "Torget": 2, "Björkstigen": 2, "Verkstan": 2, "Hamnplan": 1, "Sälgen": 1},
    ),
    Utfall(
        2024,
        "hot_vald_brukare",
        (2, 1, 1, 1, 1, 2, 1, 1, 2, 1, 1, 1),
        {"Lönnvägen": 4, "Granliden": 3, "Torget": 2, "Verkstan": 2, "Lindhaga": 2, "Åkern": 1, "Tallåsen": 1},
    ),
    Utfall(
        2024,
        "hot_vald_personal",
        (0, 1, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0),
        {"Lönnvägen": 2, "Kaprifolen": 2, "Hamnplan": 1},
    ),
    Utfall(
        2024,
        "rattssakerhet",
        (0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0),
        {"Björkstigen": 1, "Torget": 1, "Pärlan": 1, "Assistansen": 1},
    ),
    Utfall(
        2024,
        "privata_medel",
        (1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1),
        {"Torget": 2, "Lindhaga": 1, "Hasselgården": 1},
    ),
    Utfall(2024, "miljo", (0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0), {"Verkstan": 1, "Granliden": 1, "Enbacken": 1}),
    Utfall(2025, "sjalvskada", (6, 7, 8, 9, 9, 8, 7, 11, 12, 10, 8, 7), {"Tallåsen": 102}),
    Utfall(
        2025,
        "insats_fordrojd",
        (1, 1, 1, 2, 1, 1, 2, 2, 1, 1, 1, 1),
        {
            "Granliden": 3,
            "Björkstigen": 2,
            "Lindhaga": 2,
            "Torget": 2,
            "Pärlan": 2,
            "Hamnplan": 1,
            "Sälgen": 1,
            "Verkstan": 1,
            "Enbacken": 1,
        },
    ),
    Utfall(
        2025,
        "bemotande",
        (1, 1, 2, 1, 1, 1, 1, 1, 2, 2, 1, 1),
        {
            "Lönnvägen": 4,
            "Tallåsen": 2,
            "Kaprifolen": 2,
            "Almgläntan": 1,
            "Hasselgården": 1,
            "Rönnbäret": 1,
            "Videt": 1,
            "Åkervindan": 1,
            "Torget": 1,
            "Verkstan": 1,
        },
    ),
    # The other types lie on units that already have several: seven gruppbostäder end the year with a single report.
    Utfall(
        2025,
        "hot_vald_brukare",
        (1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 0),
        {"Lönnvägen": 2, "Granliden": 2, "Torget": 2, "Verkstan": 1, "Kaprifolen": 1, "Lindhaga": 1},
    ),
    Utfall(2025, "hot_vald_personal", (0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0), {"Lönnvägen": 1}),
    Utfall(
        2025,
        "rattssakerhet",
        (1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0),
        {"Björkstigen": 1, "Torget": 1, "Pärlan": 1, "Granliden": 1, "Tallåsen": 1},
    ),
    Utfall(
        2025,
        "privata_medel",
        (0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1),
        {"Torget": 2, "Lindhaga": 1, "Kaprifolen": 1},
    ),
    Utfall(2025, "miljo", (0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0), {"Verkstan": 1, "Granliden": 1, "Pärlan": 1}),
    Utfall(2026, "sjalvskada", (6, 5, 4, 4, 3, 2, 2, 2, 1, 1, 1, 0), {"Tallåsen": 31}),
    Utfall(
        2026,
        "insats_fordrojd",
        (1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 0),
        {
            "Granliden": 2,
            "Björkstigen": 2,
            "Lindhaga": 2,
            "Pärlan": 2,
            "Torget": 1,
            "Assistansen": 1,
            "Sälgen": 1,
            "Tallåsen": 1,
        },
    ),
    Utfall(
        2026,
        "bemotande",
        (1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0),
        {"Lönnvägen": 2, "Kaprifolen": 2, "Tallåsen": 1, "Enbacken": 1, "Torget": 1, "Verkstan": 1, "Hamnplan": 1},
    ),
    Utfall(
        2026,
        "hot_vald_brukare",
        (1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 0, 0),
        {"Lönnvägen": 2, "Granliden": 1, "Torget": 2, "Verkstan": 1, "Åkern": 1},
    ),
    Utfall(2026, "hot_vald_personal", (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0), {"Kaprifolen": 1}),
    Utfall(
        2026,
        "rattssakerhet",
        (0, 1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0),
        {"Pärlan": 1, "Torget": 1, "Sälgen": 1, "Tallåsen": 1},
    ),
    Utfall(2026, "privata_medel", (0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0), {"Torget": 1, "Lindhaga": 1, "Hamnplan": 1}),
    Utfall(2026, "miljo", (0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0), {"Verkstan": 1, "Granliden": 1}),
    Utfall(2026, "samverkan", (0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0), {"Lindhaga": 1, "Tallåsen": 1}),
)

# HSL: läkemedel 58 % (utebliven dos half of it), fall 27, rehab 6, trycksår 2, nutrition 3, övrigt 4 per cent.
HSL: dict[int, dict[str, int]] = {
    2024: {
        "lm_utebliven": 117,
        "lm_fordrojd": 29,
        "lm_fel_dos": 26,
        "lm_fel_person": 7,
        "lm_administrering": 15,
        "lm_signering": 31,
        "lm_saknas": 8,
        "fall_utan_skada": 76,
        "fall_skada": 33,
        "rehab_hjalpmedel": 24,
        "trycksar": 8,
        "nutrition": 12,
        "ordination": 6,
        "hygien": 4,
        "medicinteknik": 3,
        "hsl_information": 3,
    },
    2025: {
        "lm_utebliven": 130,
        "lm_fordrojd": 32,
        "lm_fel_dos": 29,
        "lm_fel_person": 8,
        "lm_administrering": 17,
        "lm_signering": 34,
        "lm_saknas": 9,
        "fall_utan_skada": 85,
        "fall_skada": 36,
        "rehab_hjalpmedel": 27,
        "trycksar": 9,
        "nutrition": 13,
        "ordination": 7,
        "hygien": 4,
        "medicinteknik": 3,
        "hsl_information": 4,
    },
    2026: {
        "lm_utebliven": 113,
        "lm_fordrojd": 28,
        "lm_fel_dos": 26,
        "lm_fel_person": 6,
        "lm_administrering": 15,
        "lm_signering": 31,
        "lm_saknas": 8,
        "fall_utan_skada": 74,
        "fall_skada": 32,
        "rehab_hjalpmedel": 23,
        "trycksar": 8,
        "nutrition": 12,
        "ordination": 6,
        "hygien": 3,
        "medicinteknik": 3,
        "hsl_information": 3,
    },
}

# Per cent of the causes outside the concentrated case; organisation and bemanning are 15 together.
ORSAKER: dict[str, int] = {
    "rutin": 35,
    "kommunikation": 30,
    "kompetens": 15,
    "organisation": 8,
    "bemanning": 7,
    "teknik": 5,
}

# Of the cases of 2025, on 31 December: open for more than 30 days, and closed but opened again. The rest are closed.
OPPNA_31_DECEMBER = 54
ATEROPPNADE = 18
# How many cases of each year have a risk of 8 or more.
HOG_RISK: dict[int, int] = {2024: 4, 2025: 5, 2026: 4}
