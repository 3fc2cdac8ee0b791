"""Words that draw nothing, for sentences about nothing drawable and for clutter around things that are.

Written for this project. `junk` filters them against the vocabulary, so that a word which becomes drawable leaves by itself.
"""

from __future__ import annotations

import random
from functools import lru_cache

from speechscape.world.vocabulary import terms

__all__ = ["ADJECTIVES", "LEADS", "VERBS", "drawable_words", "junk", "pseudo_word"]

ADJECTIVES = (
    "old new nice pretty beautiful funny happy sad sleepy hungry angry friendly quiet loud strange lovely wonderful famous "
    "fast slow lazy brave clever silly shiny dirty clean wooden plastic round square heavy soft warm cold fresh sweet "
    "short long thin fat young cute good great perfect simple ordinary magic secret lost tired busy gentle wild tame "
    "broken empty real little-known favorite striped spotted fluffy fuzzy bright dark pale smooth rough lonely proud"
).replace("little-known ", "").split()  # fmt: skip

VERBS = (
    "sitting standing sleeping waiting resting lying running walking playing hiding smiling jumping dancing looking staying "
    "singing eating moving turning flying floating swimming parked placed"
).split()  # fmt: skip

LEADS = (
    "", "", "", "", "", "", "there is", "there is", "there's", "i see", "i can see", "i'd like to see", "i would like", "i want", "draw", "draw me",
    "please draw", "show me", "please show me", "can you draw", "could you show me", "picture", "imagine", "think of", "look at",
    "look at that", "we have", "we saw", "here is", "here comes", "give me", "paint", "paint me", "make", "make a picture of", "a picture of",
    "this is", "it's", "let's have", "once upon a time there was", "one day i met", "my friend has", "she found", "he was looking at", "you can see",
    "in the picture there is", "what about", "how about", "add", "put", "have you seen", "i dreamed of", "it was", "they saw", "tell me about", "next comes",
)  # fmt: skip

_OTHER = (
    "about above-all account across action actually after again against age ago agree air all almost alone already also always "
    "amount anger animal another answer any anyone anything apart area argue arrive art ask attention aunt autumn average away "
    "bad balance bank bargain basic because become before begin behave belief belong best better beyond big-hearted bill bit "
    "blame block board body bone borrow both bottom brain breath brief bring brother budget build burn business but buy call "
    "calm can capital care career carry case catch cause certain chance change charge cheap check choice choose circle "
    "citizen claim class clear-cut clever close coat coffee collect college color come comfort common company compare "
    "complete concern condition consider contain continue contract control cook-off copy corner correct cost cotton could count country "
    "couple course cousin cover create credit culture current custom cut daily damage danger date daughter deal death debate "
    "debt decide deep degree delay demand depend describe design desire detail develop difference difficult dinner direct "
    "discover discuss disease distance divide doubt down draw dream drink drive dry during duty each early earn earth easy economy edge "
    "education effect effort either elect electric else emotion employ end energy engine enjoy enough enter entire equal error "
    "escape even event ever every exact example except excite excuse exercise exist expect experience expert explain express "
    "extra face fact fail fair faith fall family far fashion father fault favor fear feel fiction fight figure fill film final "
    "find fine finger finish firm fit fix flat floor follow food foot force foreign forget form forward free freedom "
    "friend from front full function fund future gain game garage gather general get give glad go goal god going gone got "
    "government grade grand grant great group grow guess guide habit hair half hand handle happen hard hardly harm hate have head "
    "health hear heart heat height help her here hers high him his history hit hold hole holiday honest hope hospital hour "
    "how however hundred hurry hurt husband idea if ignore imagine improve include income increase indeed industry inform "
    "insist instead interest invite iron issue item job join joke journey judge just justice keep kind kitchenware know knowledge "
    "labor lack language last late laugh law lawyer lead-in learn least leave leg legal length less lesson letter level lie "
    "life lift light-hearted like limit link list listen literature live-in local logic long look lose loss lot love low luck lunch "
    "machine main major manage manner many-sided mark market marry mass master match material matter maybe meal mean measure meat "
    "media medicine meet member memory mention message metal method middle might mile million mind minute miss mistake modern "
    "moment money month mood more most mother mountaineering mouth move movie much muscle music must name nation nature near-by neck "
    "need neighbor neither nerve never news next nobody noise none nor normal north nose not note nothing notice now number "
    "obey object obvious occasion offer office often oil okay old-time once only open opinion opposite option order other ought our out "
    "over-all own page paint pair-up paper parent part party pass past path patient pause pay peace perhaps period permit person-to-person "
    "phrase piece place plan plenty poem point policy polite politics poor popular position possible post-date potential pound power "
    "practice praise prefer prepare present-day president press pressure prevent price pride prison private prize problem process "
    "produce product profit program promise proof proper protect prove public pull pure purpose push put quality quarter question "
    "quick quite race radio raise range rate rather reach read-out ready reality reason receive recent record reduce refuse regard region regret "
    "relax remain remember remind rent repair repeat reply report request research respect rest result return rich ride right-handed rise risk "
    "role rough rule rush safe salary salt same save say scale science score search season seat second secret section secure see-through seem "
    "sell send sense sentence separate serious serve service set settle several-fold shake shame shape share sharp she should shout show shut "
    "sick side sign silence silver similar since sister situation skill skin sleep slight smart smell smile smoke social society some-day "
    "somebody something song soon sorry sort soul sound soup south speak special speech speed spend spirit sport spread spring stage stand "
    "standard start state station stay steal step still stomach stop store story strange strategy stress strong struggle student study style "
    "subject success such suddenly suffer sugar suggest suit summer supply support suppose sure surface surprise sweet system talk task taste "
    "tax teach teacher team technology tell temper tend term test than thank that the-like their them then theory there these they thin thing think "
    "this those though thought thousand threat through throw thus tight till time-out tired title today together tomorrow tone tonight too tooth "
    "topic total touch toward town track trade tradition traffic training travel treat trial trip trouble true trust truth try twice type "
    "uncle understand union unit university until up upon use usual value various very view visit voice vote wage wait wall want war "
    "warm wash waste watch water way we weak wealth wear week weight welcome well-known west wet what when where whether which while who whole "
    "why wide wife will win winter wire wise wish with within without wonder word work world worry worth would write wrong year yellowish yes "
    "yesterday yet you young your zero zinc carpet curtain ceiling engineer office printer soap towel necklace jacket glove scarf "
    "satellite telescope microscope battery magnet pipe valve carburetor escalator elevator airport stadium museum library theater "
    "newspaper magazine ticket envelope stamp passport wallet coin banknote calendar diploma contract invoice algorithm "
    "democracy philosophy grammar alphabet melody harmony rhythm orchestra festival wedding birthday ceremony vacation "
    "lobster oyster beetle mosquito grasshopper otter badger moose buffalo leopard cheetah hyena ostrich pelican pigeon crow sparrow "
    "cabbage spinach garlic cucumber pepper celery lettuce mango peach plum apricot coconut walnut almond rice pasta butter yogurt honey "
    "forever nowhere everybody seventeen eleven twelve twenty thirty forty fifty hundred monday tuesday wednesday thursday friday saturday "
    "january february april june july september october november london paris america china anna peter mary john tom lucy mark"
).split()  # fmt: skip

_ONSETS = "b c d f g h j k l m n p r s t v w z bl br cl cr dr fl fr gl gr pl pr sc sh sk sl sm sn sp st str sw th tr tw ch".split()
_VOWELS = "a e i o u ai ea ee oa oo ou ay".split()
_CODAS = "b d f g k l m n p r s t ck ll mp nd ng nk nt rd rk rm rn rt sh sk sp ss st th".split()


@lru_cache(maxsize=1)
def drawable_words() -> frozenset[str]:
    """Every single word that occurs in a spoken form of an element, place, time, weather, colour or size."""
    kinds = {"count", "relation"}
    return frozenset(word for term in terms() if term.kind not in kinds for phrase in term.spoken for word in phrase.split())


@lru_cache(maxsize=1)
def junk() -> tuple[str, ...]:
    """Plain words that name nothing drawable."""
    words = [word for word in _OTHER if "-" not in word]
    return tuple(word for word in dict.fromkeys(words) if word not in drawable_words())


def pseudo_word(rng: random.Random) -> str:
    """A word that does not exist, one to three syllables long."""
    while True:
        syllables = rng.choices((1, 2, 3), (5, 4, 1))[0]
        word = "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(syllables)) + rng.choice(_CODAS)
        if word not in drawable_words():
            return word
