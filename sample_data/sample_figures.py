"""Tables behind sample_customs.py: regions, published figures, and stated assumptions about the rest.

PUBLISHED marks figures that follow from E. A. Sherin, "Foreign Trade Cooperation between China and Siberian Regions",
World Economy and International Relations, 2024, vol. 68, no. 5, pp. 81-90. ASSUMED marks everything else: orders of
magnitude chosen so that the published figures, rankings and ranges hold. They are not official statistics.
Regions are named by the second half of their ISO 3166-2 code.
"""

YEARS = (2017, 2018, 2019, 2020, 2021)

CENTRAL = "01-ЦЕНТРАЛЬНЫЙ ФЕДЕРАЛЬНЫЙ ОКРУГ"
NORTHWESTERN = "02-СЕВЕРО-ЗАПАДНЫЙ ФЕДЕРАЛЬНЫЙ ОКРУГ"
SOUTHERN = "03-ЮЖНЫЙ ФЕДЕРАЛЬНЫЙ ОКРУГ"
VOLGA = "04-ПРИВОЛЖСКИЙ ФЕДЕРАЛЬНЫЙ ОКРУГ"
URAL = "05-УРАЛЬСКИЙ ФЕДЕРАЛЬНЫЙ ОКРУГ"
SIBERIAN = "06-СИБИРСКИЙ ФЕДЕРАЛЬНЫЙ ОКРУГ"
FAR_EASTERN = "07-ДАЛЬНЕВОСТОЧНЫЙ ФЕДЕРАЛЬНЫЙ ОКРУГ"

# Label of the region as the customs service prints it, and its federal district.
REGIONS = {
    "AL": ("84000 - РЕСПУБЛИКА АЛТАЙ", SIBERIAN),
    "ALT": ("01000 - АЛТАЙСКИЙ КРАЙ", SIBERIAN),
    "BU": ("81000 - РЕСПУБЛИКА БУРЯТИЯ", FAR_EASTERN),
    "IRK": ("25000 - ИРКУТСКАЯ ОБЛАСТЬ", SIBERIAN),
    "KEM": ("32000 - КЕМЕРОВСКАЯ ОБЛАСТЬ", SIBERIAN),
    "KHM": ("71100 - ХАНТЫ-МАНСИЙСКИЙ АВТОНОМНЫЙ ОКРУГ (ТЮМЕНСКАЯ ОБЛАСТЬ)", URAL),
    "KK": ("95000 - РЕСПУБЛИКА ХАКАСИЯ", SIBERIAN),
    "KYA": ("04000 - КРАСНОЯРСКИЙ КРАЙ", SIBERIAN),
    "NVS": ("50000 - НОВОСИБИРСКАЯ ОБЛАСТЬ", SIBERIAN),
    "OMS": ("52000 - ОМСКАЯ ОБЛАСТЬ", SIBERIAN),
    "SA": ("98000 - РЕСПУБЛИКА САХА (ЯКУТИЯ)", FAR_EASTERN),
    "TOM": ("69000 - ТОМСКАЯ ОБЛАСТЬ", SIBERIAN),
    "TY": ("93000 - РЕСПУБЛИКА ТЫВА", SIBERIAN),
    "TYU": ("71000 - ТЮМЕНСКАЯ ОБЛАСТЬ", URAL),
    "YAN": ("71140 - ЯМАЛО-НЕНЕЦКИЙ АВТОНОМНЫЙ ОКРУГ (ТЮМЕНСКАЯ ОБЛАСТЬ)", URAL),
    "ZAB": ("76000 - ЗАБАЙКАЛЬСКИЙ КРАЙ", FAR_EASTERN),
    "AMU": ("10000 - АМУРСКАЯ ОБЛАСТЬ", FAR_EASTERN),
    "KAM": ("30000 - КАМЧАТСКИЙ КРАЙ", FAR_EASTERN),
    "KHA": ("08000 - ХАБАРОВСКИЙ КРАЙ", FAR_EASTERN),
    "MAG": ("44000 - МАГАДАНСКАЯ ОБЛАСТЬ", FAR_EASTERN),
    "PRI": ("05000 - ПРИМОРСКИЙ КРАЙ", FAR_EASTERN),
    "SAK": ("64000 - САХАЛИНСКАЯ ОБЛАСТЬ", FAR_EASTERN),
    "YEV": ("99000 - ЕВРЕЙСКАЯ АВТОНОМНАЯ ОБЛАСТЬ", FAR_EASTERN),
    "CHE": ("75000 - ЧЕЛЯБИНСКАЯ ОБЛАСТЬ", URAL),
    "KDA": ("03000 - КРАСНОДАРСКИЙ КРАЙ", SOUTHERN),
    "KGD": ("27000 - КАЛИНИНГРАДСКАЯ ОБЛАСТЬ", NORTHWESTERN),
    "KLU": ("29000 - КАЛУЖСКАЯ ОБЛАСТЬ", CENTRAL),
    "LEN": ("41000 - ЛЕНИНГРАДСКАЯ ОБЛАСТЬ", NORTHWESTERN),
    "MOS": ("46000 - МОСКОВСКАЯ ОБЛАСТЬ", CENTRAL),
    "MOW": ("45000 - ГОРОД МОСКВА СТОЛИЦА РОССИЙСКОЙ ФЕДЕРАЦИИ ГОРОД ФЕДЕРАЛЬНОГО ЗНАЧЕНИЯ", CENTRAL),
    "NIZ": ("22000 - НИЖЕГОРОДСКАЯ ОБЛАСТЬ", VOLGA),
    "PER": ("57000 - ПЕРМСКИЙ КРАЙ", VOLGA),
    "ROS": ("60000 - РОСТОВСКАЯ ОБЛАСТЬ", SOUTHERN),
    "SAM": ("36000 - САМАРСКАЯ ОБЛАСТЬ", VOLGA),
    "SPE": ("40000 - ГОРОД САНКТ-ПЕТЕРБУРГ ГОРОД ФЕДЕРАЛЬНОГО ЗНАЧЕНИЯ", NORTHWESTERN),
    "SVE": ("65000 - СВЕРДЛОВСКАЯ ОБЛАСТЬ", URAL),
    "TA": ("92000 - РЕСПУБЛИКА ТАТАРСТАН (ТАТАРСТАН)", VOLGA),
    "TUL": ("70000 - ТУЛЬСКАЯ ОБЛАСТЬ", CENTRAL),
    "NNN": ("NNNNN - НЕИЗВЕСТНАЯ АДМ.-ТЕРРИТОРИАЛЬНАЯ ЕДИНИЦА", ""),
}
MOVED_IN_NOVEMBER_2018 = ("BU", "ZAB")  # Siberian district up to 10/2018, Far Eastern from 11/2018

# Trade with China, thousand USD, one column a year.
# PUBLISHED: turnover of Russia in 2017; turnover of Siberia in 2020 and 2021; Siberia's share in Russia's turnover in
# 2017 (18.39%, the highest), 2018 (14.67%, the lowest) and 2021 (16.66%) and in Russia's exports in 2021 (28.32%);
# exports are 80.5 to 82.2% of Siberia's turnover; signs of Russia's balance. ASSUMED: the rest, near the known totals.
TOTALS = {
    "russia": {
        "export": (38_920_000, 56_020_000, 56_790_000, 49_150_000, 68_023_000),
        "import": (48_040_000, 52_263_000, 54_130_000, 54_820_000, 72_685_000),
    },
    "siberia": {
        "export": (12_877_000, 12_915_000, 14_134_000, 12_474_000, 19_264_000),
        "import": (3_115_000, 2_970_000, 3_166_000, 2_926_000, 4_178_000),
    },
}
# Siberian regions. Those in ANCHORED are taken as they stand: PUBLISHED for 2021 are KHM, IRK, KYA (exports) and NVS,
# YAN, IRK (imports), and their ranks in the other years; KEM and ZAB are held so that their dependence on China fits.
# The others are ASSUMED weights, scaled in each year to what the anchored regions leave of Siberia's total.
ANCHORED = {"export": ("KHM", "IRK", "KYA", "KEM", "ZAB"), "import": ("NVS", "YAN", "IRK", "KEM", "ZAB")}
SIBERIA = {
    "export": {
        "KHM": (3_050_000, 2_950_000, 4_050_000, 3_060_000, 4_805_300),
        "IRK": (3_700_000, 3_650_000, 3_450_000, 3_040_000, 4_200_000),
        "KYA": (1_450_000, 1_400_000, 1_480_000, 1_460_000, 2_033_800),
        "KEM": (950_000, 1_050_000, 1_080_000, 850_000, 1_880_000),
        "ZAB": (210_000, 230_000, 250_000, 330_000, 460_000),
        "YAN": (1_250_000, 1_300_000, 1_300_000, 1_250_000, 1_850_000),
        "SA": (700_000, 750_000, 850_000, 800_000, 1_400_000),
        "NVS": (420_000, 430_000, 460_000, 480_000, 830_000),
        "TOM": (300_000, 320_000, 330_000, 300_000, 430_000),
        "BU": (240_000, 250_000, 270_000, 280_000, 430_000),
        "KK": (200_000, 210_000, 220_000, 190_000, 380_000),
        "OMS": (130_000, 120_000, 130_000, 140_000, 190_000),
        "ALT": (110_000, 100_000, 110_000, 130_000, 175_000),
        "AL": (25_000, 28_000, 30_000, 25_000, 45_000),
        "TY": (60_000, 70_000, 70_000, 80_000, 110_000),
        "TYU": (4_000, 5_000, 6_000, 5_000, 12_000),
    },
    "import": {
        "NVS": (760_000, 850_000, 880_000, 900_000, 1_228_500),
        "YAN": (820_000, 330_000, 260_000, 240_000, 1_075_600),
        "IRK": (380_000, 410_000, 430_000, 430_000, 482_100),
        "KEM": (120_000, 130_000, 135_000, 110_000, 185_000),
        "ZAB": (110_000, 115_000, 120_000, 132_000, 105_000),
        "KYA": (240_000, 300_000, 350_000, 270_000, 290_000),
        "TYU": (150_000, 170_000, 210_000, 180_000, 130_000),
        "OMS": (130_000, 160_000, 190_000, 160_000, 160_000),
        "ALT": (110_000, 130_000, 150_000, 135_000, 140_000),
        "TOM": (75_000, 90_000, 105_000, 90_000, 85_000),
        "SA": (80_000, 100_000, 120_000, 95_000, 90_000),
        "KHM": (50_000, 65_000, 75_000, 60_000, 60_000),
        "BU": (40_000, 50_000, 60_000, 45_000, 50_000),
        "KK": (40_000, 50_000, 60_000, 60_000, 45_000),
        "AL": (6_000, 8_000, 9_000, 10_000, 9_000),
        "TY": (4_000, 6_000, 6_000, 8_000, 7_000),
    },
}
# The rest of Russia, million USD in 2021, ASSUMED within what is PUBLISHED: exports make 59% of the turnover of Pacific
# Russia and 40% of European Russia with the Urals, Moscow has half of Russia's trade, any other region under 7%.
# In the other years the same weights, moved a little, fill what Siberia leaves.
ELSEWHERE = {
    "export": {
        "SAK": 2400,
        "PRI": 1350,
        "KHA": 950,
        "AMU": 520,
        "MAG": 440,
        "KAM": 300,
        "YEV": 197,
        "MOW": 34000,
        "SPE": 2150,
        "LEN": 980,
        "SVE": 930,
        "TA": 820,
        "PER": 700,
        "CHE": 560,
        "SAM": 480,
        "KDA": 440,
        "ROS": 380,
        "MOS": 360,
        "NIZ": 300,
        "TUL": 250,
        "KGD": 140,
        "KLU": 112,
    },
    "import": {
        "PRI": 3330,
        "KHA": 470,
        "AMU": 260,
        "SAK": 100,
        "YEV": 38,
        "MAG": 25,
        "KAM": 20,
        "MOW": 37800,
        "MOS": 4900,
        "SPE": 4850,
        "KGD": 2100,
        "KLU": 2050,
        "SVE": 1750,
        "TA": 1700,
        "LEN": 1650,
        "NIZ": 1350,
        "KDA": 1300,
        "CHE": 1150,
        "ROS": 1050,
        "SAM": 1000,
        "TUL": 864,
        "PER": 750,
    },
}
PACIFIC = ("AMU", "KAM", "KHA", "MAG", "PRI", "SAK", "YEV")

# Structure of Siberia's trade with China in 2020, hundredths of a percent. PUBLISHED, but for "rest", the remainder.
STRUCTURE_2020 = {
    "export": {"mineral": 6629, "wood": 1947, "metals": 491, "food": 418, "rest": 515},
    "import": {"machinery": 5003, "chemicals": 1507, "metals": 1135, "consumer": 653, "vehicles": 612, "food": 578,
               "rest": 512},
}  # fmt: skip

# The groups of that table by HS chapters, first and last; what is in none of the groups that the table names is "rest".
# configs/commodities/paper.yaml has the same groups.
GROUP_CHAPTERS = {
    "food": ((1, 24),),
    "mineral": ((25, 27),),
    "chemicals": ((28, 40),),
    "wood": ((44, 49),),
    "consumer": ((41, 43), (50, 67), (91, 92), (94, 96)),
    "metals": ((72, 83),),
    "machinery": ((84, 85), (90, 90)),
    "vehicles": ((86, 89),),
}

# China's share in all exports and imports of a Siberian region in 2020, hundredths of a percent.
# PUBLISHED: ZAB both (and 93.4% of turnover), exports of TYU (lowest), imports of KK and YAN (lowest), KEM 7.9% of
# turnover (lowest), and that China is the largest partner of ZAB, IRK, NVS, TOM and TYU only. ASSUMED: the rest.
DEPENDENCE_2020 = {
    "ZAB": (9570, 8810), "KEM": (744, 1500), "TYU": (50, 3000), "KK": (1000, 890), "YAN": (1350, 890),
    "KHM": (2400, 1500), "IRK": (4800, 3400), "KYA": (2000, 2200), "NVS": (2300, 3000), "SA": (2100, 3200),
    "TOM": (4000, 3800), "BU": (2400, 4500), "OMS": (1500, 2700), "ALT": (1700, 3300), "AL": (2400, 2000),
    "TY": (3000, 3000),
}  # fmt: skip
# Trade with all partners but China in 2020, million USD: exports, imports. ASSUMED, rounded orders of magnitude.
REST_2020 = {
    "AMU": (60, 40), "KAM": (500, 60), "KHA": (700, 350), "MAG": (250, 60), "PRI": (2600, 2900), "SAK": (9200, 900),
    "YEV": (10, 8), "CHE": (4200, 1700), "KDA": (6000, 2900), "KGD": (1800, 5600), "KLU": (900, 3900),
    "LEN": (5600, 3200), "MOS": (7500, 12500), "MOW": (125000, 84000), "NIZ": (3000, 2100), "PER": (4300, 900),
    "ROS": (8200, 2200), "SAM": (4300, 1700), "SPE": (20500, 18200), "SVE": (6300, 2600), "TA": (10300, 2700),
    "TUL": (3600, 1500),
}  # fmt: skip
# The same trade in the other years, percent of 2020. ASSUMED, after Russia's known totals.
REST_INDEX = {"export": (104, 132, 124, 100, 146), "import": (100, 104, 106, 100, 121)}

# Partners of a Siberian or Pacific region other than China: weights in 2020. ASSUMED: KZ leads for OMS, ALT, AL, TY; MN
# stands out for BU, IRK, AL, TY; elsewhere the well-known buyers (NL, KR, JP, BE for diamonds, TR ...).
PARTNERS = {
    "AL": ("KZ 45 MN 22 DE 8 PL 5 BY 8 UZ 7 TR 5", "KZ 35 MN 15 DE 15 IT 10 BY 10 KR 5"),
    "ALT": (
        "KZ 38 BY 10 UZ 12 TR 9 DE 7 PL 7 MN 5 UA 6 IT 3 LV 3",
        "KZ 35 DE 14 BY 12 UA 8 IT 8 PL 6 US 5 UZ 3 MN 1",
    ),
    "BU": ("KR 42 JP 20 MN 14 IN 10 KZ 4 UZ 4 VN 5 DE 3 BY 3", "MN 16 JP 15 KR 14 DE 14 KZ 9 US 8 IT 7 BY 7"),
    "IRK": (
        "JP 26 KR 18 NL 9 MN 7 US 7 TR 6 KZ 5 UZ 5 IT 6 IN 5 EG 3 VN 3",
        "US 14 DE 13 JP 10 KR 9 MN 5 KZ 7 UA 9 IT 8 FR 6 BY 6 AU 8",
    ),
    "KEM": (
        "KR 160 JP 140 UA 80 TR 100 TW 80 NL 70 GB 60 PL 60 KZ 50 IN 50 VN 50 DE 40 BY 30 MN 3",
        "DE 22 KZ 18 US 10 PL 9 UA 9 BY 8 IT 6 JP 6 MN 1",
    ),
    "KHM": ("NL 38 DE 12 KR 10 PL 9 JP 7 FI 6 IT 6 BY 4 TR 7 KZ 1", "US 24 DE 20 BY 10 KZ 9 IT 9 FR 8 GB 6"),
    "KK": ("TR 22 JP 17 NL 16 KR 14 PL 10 US 8 IT 5 KZ 3 MN 1 DE 4", "UA 34 AU 24 KZ 16 DE 8 IT 6 BY 5 MN 1"),
    "KYA": (
        "NL 34 CH 12 DE 10 KR 8 US 9 JP 6 TR 6 FI 6 KZ 3 MN 1 UZ 2 IN 3",
        "DE 18 US 12 KZ 10 UA 9 IT 9 FI 8 FR 7 JP 6 BY 6 KR 5 MN 1",
    ),
    "NVS": (
        "KZ 24 BY 10 UA 7 TR 8 UZ 8 NL 8 DE 6 KR 6 IN 6 PL 6 MN 4 VN 4 US 3",
        "KZ 15 DE 14 KR 9 BY 9 US 8 IT 8 UZ 7 JP 6 TR 6 FR 5 VN 5 MN 1",
    ),
    "OMS": (
        "KZ 45 BY 9 NL 7 DE 6 UA 6 TR 6 FI 5 PL 4 UZ 7 IT 4 MN 1",
        "KZ 30 DE 16 BY 12 US 9 IT 8 FR 6 UZ 5 KR 5",
    ),
    "SA": ("BE 36 IN 13 JP 15 KR 12 TR 8 VN 4 US 3 UZ 1 KZ 1 TW 5", "BY 15 DE 18 US 18 JP 15 KR 10 BE 8 KZ 4"),
    "TOM": ("KZ 20 UZ 12 TR 10 BY 10 DE 8 PL 8 IN 7 UA 6 KR 6 MN 2", "DE 18 US 15 KZ 12 BY 10 JP 8 FR 8 IT 8 KR 6"),
    "TY": ("KZ 55 MN 25 KR 12 UZ 5", "KZ 22 MN 34 DE 15 BY 10 IT 8"),
    "TYU": (
        "KZ 12 BY 10 UZ 8 UA 7 DE 6 IN 7 US 6 NL 7 FI 6 TR 7 PL 7 IT 6 BE 5 KR 3 GB 3",
        "DE 20 US 18 BY 11 IT 10 KZ 9 FR 8 GB 7 KR 6 CA 6",
    ),
    "YAN": (
        "NL 28 FR 17 BE 14 GB 12 DE 9 JP 8 KR 5 ES 4 IN 2 KZ 1",
        "US 16 FR 18 DE 16 IT 14 KR 10 NL 8 GB 8 KZ 2",
    ),
    "ZAB": ("MN 30 KZ 20 KR 20 JP 12 UZ 8", "MN 22 DE 20 JP 15 BY 12 KZ 10"),
    "AMU": ("KR 40 JP 25 KZ 15 UZ 10", "KR 30 JP 25 DE 20 BY 10"),
    "KAM": ("KR 62 JP 22 US 8 NL 4", "KR 25 US 20 JP 20 NL 15"),
    "KHA": ("KR 38 JP 26 IN 12 VN 8 TW 6 KZ 3", "KR 28 JP 26 US 14 DE 8 VN 5"),
    "MAG": ("KZ 45 KR 35 JP 12", "US 30 JP 25 KR 15 DE 12"),
    "PRI": ("KR 45 JP 25 VN 8 TW 7 US 6 MN 1 IN 3", "KR 33 JP 40 US 10 VN 8 TW 4 KZ 1"),
    "SAK": ("KR 42 JP 40 TW 14 IN 3", "KR 35 JP 20 US 18 NL 12"),
    "YEV": ("KR 60 JP 20", "KR 40 JP 30"),
}
# European regions: one list for all, moved by region; Moscow keeps every partner, the others their largest few.
EUROPEAN_PARTNERS = (
    "NL 248 BY 160 DE 130 KZ 140 TR 160 KR 125 IT 100 PL 95 GB 232 US 110 JP 91 FI 70 UA 63 IN 58 FR 48 UZ 47 BE 40 "
    "LV 40 TW 35 EG 27 BR 20 CH 20 ES 20 CZ 25 HU 22 VN 16 MN 5",
    "DE 180 US 132 BY 126 FR 81 IT 102 JP 71 KR 71 PL 47 KZ 50 NL 37 GB 36 TR 51 VN 41 IN 35 UA 30 FI 27 ES 29 CZ 32 "
    "BE 25 TW 20 BR 19 CH 24 UZ 12 HU 23 MN 1",
)
EUROPEAN_PARTNERS_KEPT = 7

# Trade whose commodity, partner or region the customs service does not disclose, million USD a year; never with China.
# Region, flow, partner, good. ASSUMED.
UNDISCLOSED = {
    ("MOW", "export", "IN", "secret"): 900, ("MOW", "export", "EG", "secret"): 450,
    ("MOW", "export", "NNN", "secret"): 1600, ("MOW", "import", "NNN", "machines"): 240,
    ("SPE", "export", "VN", "secret"): 180, ("NIZ", "export", "EG", "secret"): 90,
    ("IRK", "export", "DZ", "secret"): 220, ("NVS", "export", "IN", "secret"): 90,
    ("NNN", "export", "KZ", "petroleum"): 30, ("NNN", "export", "BY", "machines"): 18,
    ("NNN", "import", "DE", "computers"): 45, ("NNN", "import", "KZ", "clothing"): 12,
}  # fmt: skip
