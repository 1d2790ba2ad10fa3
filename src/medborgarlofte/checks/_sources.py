"""The sources that the rules stand on: each by one name, written once."""

from typing import Final

BRA_AGREEMENT: Final = (
    "Brå, Teckna samverkansöverenskommelse: https://bra.se/forebygga-brott"
    "/arbeta-brottsforebyggande/gemensamma-forberedelser"
    "/teckna-samverkansoverenskommelse.html"
)
BRA_JOINT: Final = (
    "Brå, Gemensamma förberedelser: https://bra.se/kunskapsstod/arbeta-brottsforebyggande"
    "/gemensamma-forberedelser"
)
BRA_MEASURES: Final = (
    "Brå, Genomför åtgärderna: https://bra.se/forebygga-brott/samverkan/genomforande"
    "/genomfor-atgarderna.html"
)
BRA_FOLLOW_UP: Final = (
    "Brå, Uppföljning och återkoppling: https://bra.se/forebygga-brott"
    "/arbeta-brottsforebyggande/uppfoljning.html"
)
BRA_2023: Final = (
    "Brå 2023, Ny lag träder i kraft: https://bra.se/om-bra/nytt-fran-bra/arkiv/nyheter"
    "/2023-07-01-ny-lag-trader-i-kraft---en-milstolpe-for-det-brottsforebyggande-arbetet.html"
)
BRA_2018: Final = (
    "Brå 2018:14, Utvärdering av medborgarlöften: https://bra.se/om-bra/nytt-fran-bra/arkiv"
    "/nyheter/2018-12-14-utvardering-av-medborgarloften.html"
)
BRA_2016: Final = (
    "Brå 2016, Nationell modell för medborgarlöften: https://bra.se/om-bra/nytt-fran-bra"
    "/arkiv/nyheter/2016-05-27-polisen-lanserar-nationell-modell-for-medborgarloften.html"
)
BRA_DECIDE: Final = (
    "Brå, Besluta om samverkan: https://bra.se/kunskapsstod/arbeta-brottsforebyggande"
    "/initiera-samverkan/besluta-om-samverkan"
)
BRA_CARRY_OUT: Final = (
    "Brå, Genomförande: https://bra.se/forebygga-brott/arbeta-brottsforebyggande/genomforande.html"
)
BRA_PROMISES: Final = (
    "Brå, Formulera medborgarlöften: https://www.bra.se/forebygga-brott/samverkan"
    "/genomforande/formulera-medborgarloften.html"
)
BRA_SMART: Final = (
    "Brå, Följ upp arbetsprocessen (SMART): https://bra.se/forebygga-brott"
    "/arbeta-brottsforebyggande/uppfoljning/folj-upp-arbetsprocessen.html"
)
BRA_ACTION_PLAN: Final = (
    "Brå, Upprätta åtgärdsplan: https://bra.se/forebygga-brott/arbeta-brottsforebyggande"
    "/genomforande/uppratta-atgardsplan.html"
)
BRA_CHOICE: Final = (
    "Brå, Välj åtgärder som påverkar orsakerna: https://bra.se/forebygga-brott"
    "/arbeta-brottsforebyggande/genomforande/valj-atgarder-som-paverkar-orsakerna.html"
)
BRA_RECORD: Final = (
    "Brå, Dokumentera arbetet: https://bra.se/kunskapsstod/arbeta-brottsforebyggande"
    "/genomforande/dokumentera-arbetet"
)
BRA_PRIORITIES: Final = (
    "Brå, Prioritera mellan problemen: https://bra.se/kunskapsstod/arbeta-brottsforebyggande"
    "/gemensamma-forberedelser/prioritera-mellan-problemen"
)
BRA_CAUSES: Final = (
    "Brå, Gör en orsaksanalys: https://bra.se/forebygga-brott/arbeta-brottsforebyggande"
    "/gemensamma-forberedelser/gor-en-orsaksanalys.html"
)
POLICE_SURVEY: Final = (
    "Polisens trygghetsmätning (lågt index är bra): https://polisen.se/aktuellt"
    "/pressmeddelanden-2017/2017/december"
    "/trygghetsmatning-2017-okad-trygghet-i-lokalpolisomrade-trelleborg/"
)
NTU_LOCAL: Final = (
    "NTU Lokal: https://polisen.se/aktuellt/nyheter-2016-2017/2017/november"
    "/lokala-skillnader-i-otrygghet-/"
)
IMY_NUMBERS: Final = (
    "IMY, Personnummer och samordningsnummer: https://www.imy.se/verksamhet/dataskydd"
    "/det-har-galler-enligt-gdpr/introduktion-till-gdpr/personuppgifter/personnummer/"
)
SCB_CODES: Final = "SCB, kommunkoder"
LAW_2023: Final = (
    "Lag (2023:196), enligt propositionens sammanfattning: https://lagen.nu/prop/2022/23:43"
)
