"""The codelists: what programs compare, with labels in Swedish and English.

Closed lists are all there is. Open lists name what is common, and a document may use
other codes. A code once published never changes its meaning.
"""

from .values import ClosedCodelist, Comparison, OpenCodelist, Precision, Rate, Sensitivity

__all__ = [
    "Aggregation",
    "AgreementKind",
    "AreaClass",
    "AreaKind",
    "CauseFactor",
    "Comparison",
    "DialogueForm",
    "Direction",
    "Effect",
    "FollowUpKind",
    "GoalKind",
    "IndicatorKind",
    "MeasureState",
    "Method",
    "MissingReason",
    "PartyKind",
    "PoliceLevel",
    "Precision",
    "Prevention",
    "Rate",
    "RelationKind",
    "Role",
    "Scale",
    "Sensitivity",
    "SourceKind",
    "StatisticalSystem",
    "Subgroup",
    "Theme",
    "Verdict",
    "WithheldReason",
]


class AgreementKind(ClosedCodelist):
    """What a document is (dokumenttyp)."""

    COOPERATION_AGREEMENT = (
        "cooperation_agreement",
        "samverkansöverenskommelse",
        "cooperation agreement",
    )
    CITIZEN_PROMISE = "citizen_promise", "medborgarlöfte", "citizen promise"
    ACTION_PLAN = "action_plan", "åtgärdsplan", "action plan"


class PartyKind(OpenCodelist):
    """What sort of body a party is (sorts part)."""

    POLICE = "police", "polis", "police"
    MUNICIPALITY = "municipality", "kommun", "municipality"
    CITY_DISTRICT = "city_district", "stadsdel", "city district"
    MUNICIPAL_COMPANY = "municipal_company", "kommunalt bolag", "municipal company"
    REGION = "region", "region", "region"
    COUNTY_BOARD = "county_board", "länsstyrelse", "county administrative board"
    COAST_GUARD = "coast_guard", "kustbevakning", "coast guard"
    RESCUE_SERVICE = "rescue_service", "räddningstjänst", "rescue service"
    AGENCY = "agency", "annan myndighet", "other public agency"
    COMPANY = "company", "företag", "company"
    PROPERTY_OWNER = "property_owner", "fastighetsägare", "property owner"
    ASSOCIATION = "association", "förening", "association"
    FAITH_COMMUNITY = "faith_community", "trossamfund", "faith community"


class PoliceLevel(ClosedCodelist):
    """The police's levels (polisens nivåer)."""

    AUTHORITY = "authority", "Polismyndigheten", "Police Authority"
    REGION = "region", "polisregion", "police region"
    DISTRICT = "district", "polisområde", "police district"
    LOCAL_DISTRICT = "local_district", "lokalpolisområde", "local police district"


class Role(ClosedCodelist):
    """The part that someone takes (roll): lead or contributor."""

    LEAD = "lead", "ansvarig", "lead"
    CONTRIBUTOR = "contributor", "medverkande", "contributor"


class AreaKind(OpenCodelist):
    """What sort of place an area is (sorts område)."""

    MUNICIPALITY = "municipality", "kommun", "municipality"
    CITY_DISTRICT = "city_district", "stadsdel", "city district"
    NEIGHBOURHOOD = "neighbourhood", "bostadsområde", "neighbourhood"
    PART_OF_TOWN = "part_of_town", "del av tätort", "part of a town"
    CENTRE = "centre", "centrum", "centre"
    LOCALITY = "locality", "tätort", "locality"
    VILLAGE = "village", "by", "village"
    STATION = "station", "station, resecentrum", "station"
    SCHOOL = "school", "skola", "school"
    PARK = "park", "park", "park"
    ROAD = "road", "väg, gata", "road"
    TUNNEL = "tunnel", "tunnel", "tunnel"
    HARBOUR = "harbour", "hamn", "harbour"
    WATERS = "waters", "vatten", "waters"


class AreaClass(OpenCodelist):
    """The police's classes of areas (polisens klassning)."""

    VULNERABLE = "vulnerable", "utsatt område", "vulnerable area"
    AT_RISK = "at_risk", "riskområde", "risk area"
    PARTICULARLY_VULNERABLE = (
        "particularly_vulnerable",
        "särskilt utsatt område",
        "particularly vulnerable area",
    )


class StatisticalSystem(OpenCodelist):
    """Systems of statistical areas (statistisk indelning), by SCB."""

    DESO = "deso", "DeSO, demografiska statistikområden", "DeSO, demographic statistical areas"
    REGSO = "regso", "RegSO, regionala statistikområden", "RegSO, regional statistical areas"


class SourceKind(OpenCodelist):
    """What a situation picture is drawn from (sorts underlag)."""

    CITIZEN_DIALOGUE = "citizen_dialogue", "medborgardialog", "citizen dialogue"
    STAFF_DIALOGUE = "staff_dialogue", "medarbetardialog", "staff dialogue"
    SURVEY = "survey", "enkät, trygghetsmätning", "survey"
    REPORTED_CRIME = "reported_crime", "anmälda brott", "reported crime"
    STATISTICS = "statistics", "annan statistik", "other statistics"
    STAFF_KNOWLEDGE = "staff_knowledge", "medarbetares kunskap", "knowledge of the staff"
    PARTNER_VIEWS = "partner_views", "samverkansparters synpunkter", "views of partners"
    STRATEGY = "strategy", "strategiska beslut", "strategic decisions"
    RESEARCH = "research", "forskning", "research"
    EARLIER_FOLLOW_UP = "earlier_follow_up", "tidigare uppföljning", "earlier follow-up"


class DialogueForm(OpenCodelist):
    """How inhabitants or staff were asked (dialogens form)."""

    MEETING = "meeting", "möte", "meeting"
    QUESTIONNAIRE = "questionnaire", "enkät", "questionnaire"
    INTERVIEWS = "interviews", "intervjuer", "interviews"
    SAFETY_WALK = "safety_walk", "trygghetsvandring", "safety walk"
    ONLINE = "online", "webb", "online"


class CauseFactor(ClosedCodelist):
    """The corners of the crime triangle (brottstriangeln)."""

    OFFENDER = "offender", "motiverad gärningsperson", "motivated offender"
    OBJECT = "object", "lämpligt objekt", "suitable object"
    CONTROL = "control", "brist på kontroll", "lack of control"


class Theme(OpenCodelist):
    """What a promise or problem is about (tema)."""

    VISIBILITY = "visibility", "synlighet och närvaro", "visibility and presence"
    TRAFFIC = "traffic", "trafik", "traffic"
    DRUGS = "drugs", "narkotika", "drugs"
    ALCOHOL = "alcohol", "alkohol", "alcohol"
    YOUTH = "youth", "ungdomar", "young people"
    BURGLARY = "burglary", "inbrott", "burglary"
    THEFT = "theft", "stöld", "theft"
    VIOLENCE = "violence", "våld", "violence"
    INTIMATE_VIOLENCE = "intimate_violence", "våld i nära relation", "intimate partner violence"
    VANDALISM = "vandalism", "skadegörelse", "vandalism"
    PUBLIC_ORDER = "public_order", "ordning", "public order"
    PUBLIC_PLACES = "public_places", "offentliga miljöer", "public places"
    PERCEIVED_SAFETY = "perceived_safety", "upplevd trygghet", "perceived safety"
    EQUALITY = "equality", "jämställdhet", "gender equality"
    PARTICIPATION = "participation", "delaktighet", "participation"


class GoalKind(ClosedCodelist):
    """Brå's three kinds of goals (mål)."""

    EFFECT = "effect", "effektmål", "effect goal"
    PROCESS = "process", "processmål", "process goal"
    PRODUCTION = "production", "produktionsmål", "production goal"


class IndicatorKind(ClosedCodelist):
    """What an indicator measures (sorts indikator)."""

    EFFECT = "effect", "effekt", "effect"
    PROCESS = "process", "process", "process"
    PRODUCTION = "production", "prestation", "production"


class Scale(ClosedCodelist):
    """What an indicator's values are (skala)."""

    NUMBER = "number", "antal eller mängd", "number"
    PERCENTAGE = "percentage", "procent", "percentage"
    INDEX = "index", "index", "index"
    QUALITATIVE = "qualitative", "omdöme i ord", "in words"


class Direction(ClosedCodelist):
    """The direction wanted (önskad riktning)."""

    UP = "up", "öka", "up"
    DOWN = "down", "minska", "down"
    KEEP = "keep", "behålla", "keep"


class Aggregation(ClosedCodelist):
    """How an indicator's values add up over areas and times (summering)."""

    SUM = "sum", "kan summeras", "may be summed"
    MEAN = "mean", "medelvärde", "mean"
    NONE = "none", "går inte att lägga ihop", "does not add up"


class MissingReason(ClosedCodelist):
    """Why a value is missing (skäl till bortfall)."""

    NOT_MEASURED = "not_measured", "inte mätt", "not measured"
    NOT_YET = "not_yet", "ännu inte klart", "not yet available"
    TOO_FEW = "too_few", "för få svar", "too few answers"
    CONFIDENTIAL = "confidential", "sekretess", "confidential"
    SERIES_BREAK = "series_break", "tidsseriebrott", "break in the series"


class Subgroup(OpenCodelist):
    """Whom a figure is about (undergrupp)."""

    WOMEN = "women", "kvinnor", "women"
    MEN = "men", "män", "men"
    GIRLS = "girls", "flickor", "girls"
    BOYS = "boys", "pojkar", "boys"


class Method(OpenCodelist):
    """Ways of working (metod)."""

    SAFETY_WALK = "safety_walk", "trygghetsvandring", "safety walk"
    NEIGHBOURHOOD_WATCH = "neighbourhood_watch", "grannsamverkan", "neighbourhood watch"
    BOAT_WATCH = "boat_watch", "båtsamverkan", "boat watch"
    SIG = "sig", "social insatsgrupp (SIG)", "social intervention group (SIG)"
    EST = "est", "effektiv samordning för trygghet (EST)", "effective coordination for safety (EST)"
    TRAFFIC_CHECK = "traffic_check", "trafikkontroll", "traffic check"
    LICENCE_INSPECTION = (
        "licence_inspection",
        "tillsyn av serveringstillstånd",
        "licence inspection",
    )
    FOOT_PATROL = "foot_patrol", "fotpatrullering", "foot patrol"
    POLICE_OFFICE = "police_office", "områdeskontor", "police area office"
    CAMPAIGN = "campaign", "informationskampanj", "information campaign"
    TRAINING = "training", "utbildning", "training"
    INSPECTION = "inspection", "tillsyn", "inspection"
    COUNCIL = "council", "råd", "council"
    JOINT_OPERATION = "joint_operation", "gemensam insats", "joint operation"
    LIGHTING = "lighting", "belysning", "lighting"


class Prevention(ClosedCodelist):
    """How a measure prevents (sorts prevention)."""

    SOCIAL = "social", "social", "social"
    SITUATIONAL = "situational", "situationell", "situational"


class MeasureState(ClosedCodelist):
    """How far something has come (läge)."""

    PLANNED = "planned", "planerad", "planned"
    ONGOING = "ongoing", "pågår", "ongoing"
    DONE = "done", "genomförd", "done"
    CHANGED = "changed", "ändrad", "changed"
    NOT_DONE = "not_done", "inte genomförd", "not done"
    CANCELLED = "cancelled", "avbruten", "cancelled"


class FollowUpKind(OpenCodelist):
    """What a follow-up looks at (sorts uppföljning)."""

    RESOURCES = "resources", "resurser och aktivitet", "resources and activity"
    PERFORMANCE = "performance", "prestation", "performance"
    COMMITMENT = "commitment", "åtaganden", "commitments"
    PROCESS = "process", "arbetsprocess", "process"
    EFFECT = "effect", "effekt", "effect"


class Verdict(ClosedCodelist):
    """How a promise or goal was fulfilled (omdöme)."""

    KEPT = "kept", "uppfyllt", "kept"
    PARTLY_KEPT = "partly_kept", "delvis uppfyllt", "partly kept"
    NOT_KEPT = "not_kept", "ej uppfyllt", "not kept"
    ONGOING = "ongoing", "pågår", "ongoing"
    CANNOT_BE_ASSESSED = "cannot_be_assessed", "kan inte bedömas", "cannot be assessed"


class Effect(ClosedCodelist):
    """What became of the problem (effekt), judged apart from the verdict."""

    IMPROVED = "improved", "förbättrat", "improved"
    UNCHANGED = "unchanged", "oförändrat", "unchanged"
    WORSENED = "worsened", "försämrat", "worsened"
    CANNOT_BE_ASSESSED = "cannot_be_assessed", "kan inte bedömas", "cannot be assessed"


class RelationKind(ClosedCodelist):
    """How one agreement stands to another (relation)."""

    RENEWS = "renews", "förnyar", "renews"
    REPLACES = "replaces", "ersätter", "replaces"
    RENEWED_BY = "renewed_by", "förnyad genom", "renewed by"
    PART_OF = "part_of", "ingår i", "is part of"
    SUPPLEMENTS = "supplements", "kompletterar", "supplements"
    AMENDS = "amends", "ändrar", "amends"


class WithheldReason(ClosedCodelist):
    """Why something has been withheld (skäl till att en uppgift är borttagen)."""

    SENSITIVE = "sensitive", "uppgiften är inte för alla", "it is not for everyone"
    UNKNOWN_FIELD = (
        "unknown_field",
        "ingen har sagt vem uppgiften är för",
        "nobody has said whom it is for",
    )
    REPEATED = (
        "repeated",
        "texten upprepar en borttagen uppgift",
        "the text repeats something withheld",
    )
    REFERENCE = "reference", "den hör till något borttaget", "it belongs to something withheld"
    PERSONAL_NUMBER = (
        "personal_number",
        "här stod vad som ser ut som ett personnummer",
        "here was what looks like a personal identity number",
    )
