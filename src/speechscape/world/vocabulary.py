"""What can be drawn and every way to name it: the one table that captions, training, painters and the command line read.

Never draws and never loads a model. Called by `world.captions`, `world.painting`, `ears`, `data`, `evaluate` and `cli`.

Each element row reads ``name | spoken singulars | stands | height``. The first spoken form is the usual one; a plural is
made by rule unless written as ``singular/plural``. `height` is the natural height in metres. `stands` is the ground line:

* ``ground``: stands on land (or the floor); * ``water``: floats or swims, wants a water surface;
* ``air``: flies above the horizon; * ``sky``: belongs to the firmament; * ``thing``: small, may rest on other things.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

__all__ = ["COLORS", "COUNTS", "PLACES", "RELATIONS", "SIZES", "TIMES", "WEATHERS", "Term", "element", "elements", "plural", "terms"]


@dataclass(frozen=True)
class Term:
    """One thing that the world knows: an element, or a value of an attribute.

    `singular` and `plurals` are parallel tuples of spoken forms; `kind` groups terms; `stands` and `height_m` place
    elements (empty and 0 for attributes).
    """

    name: str
    singular: tuple[str, ...]
    plurals: tuple[str, ...]
    kind: str
    stands: str = ""
    height_m: float = 0.0

    @property
    def spoken(self) -> tuple[str, ...]:
        """Every word or phrase that names the term, usual form first, without repeats."""
        return tuple(dict.fromkeys(self.singular + self.plurals))


_ELEMENTS = {
    "animal": """
fox||ground|0.7
dog|dog,puppy/puppies,doggy/doggies|ground|0.7
cat|cat,kitten,kitty/kitties|ground|0.5
rabbit|rabbit,bunny/bunnies,hare|ground|0.4
bear||ground|1.6
wolf|wolf/wolves|ground|0.9
deer|deer/deer,stag|ground|1.6
horse|horse,pony/ponies|ground|1.9
cow|cow,bull|ground|1.6
pig|pig,piglet|ground|0.9
sheep|sheep/sheep,lamb|ground|0.9
goat||ground|0.9
donkey||ground|1.4
lion||ground|1.2
tiger||ground|1.1
elephant||ground|3.0
giraffe||ground|5.0
zebra||ground|1.6
monkey|monkey,ape,chimpanzee|ground|0.9
gorilla||ground|1.7
kangaroo||ground|1.6
koala|koala,koala bear|ground|0.7
panda|panda,panda bear|ground|1.4
camel||ground|2.2
hippo|hippo,hippopotamus/hippopotamuses|ground|1.5
rhino|rhino,rhinoceros/rhinoceroses|ground|1.7
mouse|mouse/mice,rat|ground|0.15
squirrel||ground|0.3
hedgehog||ground|0.25
raccoon||ground|0.5
bat||air|0.3
frog|frog,toad|ground|0.18
snake||ground|0.3
turtle|turtle,tortoise|ground|0.4
lizard||ground|0.2
crocodile|crocodile,alligator|ground|0.6
dinosaur||ground|4.0
dragon||ground|3.5
unicorn||ground|2.0
bird||air|0.3
duck|duck,duckling|water|0.4
chicken|chicken,hen|ground|0.45
rooster|rooster,cockerel|ground|0.55
owl||air|0.5
eagle|eagle,hawk|air|0.8
penguin||ground|0.9
parrot||air|0.4
swan|swan,goose/geese|water|0.9
flamingo|flamingo/flamingos|ground|1.3
peacock||ground|1.2
butterfly|butterfly/butterflies|air|0.12
bee||air|0.1
ladybug|ladybug,ladybird|thing|0.08
spider||thing|0.12
ant||thing|0.06
snail||thing|0.1
worm||thing|0.08
fish|fish/fish,goldfish/goldfish|water|0.35
shark||water|1.4
whale||water|3.5
dolphin||water|1.3
octopus|octopus/octopuses|water|1.0
crab||ground|0.25
jellyfish|jellyfish/jellyfish|water|0.5
starfish|starfish/starfish|thing|0.2
seahorse||water|0.3
seal||ground|0.9
""",
    "plant": """
tree|tree,oak tree|ground|6.0
pine tree|pine tree,fir tree,christmas tree|ground|6.5
palm tree|palm tree,palm|ground|6.0
flower|flower,daisy/daisies|ground|0.4
rose||ground|0.5
sunflower||ground|1.4
tulip||ground|0.4
mushroom|mushroom,toadstool|ground|0.2
cactus|cactus/cactuses|ground|1.8
bush|bush/bushes,shrub|ground|1.1
leaf|leaf/leaves|thing|0.12
potted plant|potted plant,plant,house plant|thing|0.6
log|log,tree trunk|ground|0.5
""",
    "nature": """
rock|rock,stone,boulder|ground|0.8
volcano|volcano/volcanoes|ground|9.0
island||water|3.0
campfire|campfire,fire,bonfire|ground|0.9
shell|shell,seashell|thing|0.1
sun|sun/suns|sky|1.0
moon|moon/moons|sky|1.0
star||sky|0.5
cloud||sky|1.0
rainbow||sky|6.0
lightning|lightning/lightning,lightning bolt,thunderbolt|sky|3.0
planet||sky|1.0
""",
    "person": """
person|person/people,human,pedestrian|ground|1.75
man|man/men,gentleman/gentlemen,guy|ground|1.8
woman|woman/women,lady/ladies|ground|1.7
boy||ground|1.3
girl||ground|1.3
baby|baby/babies,toddler|ground|0.7
king||ground|1.9
queen||ground|1.8
princess|princess/princesses|ground|1.6
knight||ground|1.9
pirate||ground|1.8
witch|witch/witches|ground|1.8
wizard|wizard,magician|ground|1.9
astronaut|astronaut,spaceman/spacemen|ground|1.9
clown||ground|1.8
farmer||ground|1.8
police officer|police officer,policeman/policemen,cop|ground|1.8
firefighter|firefighter,fireman/firemen|ground|1.8
doctor|doctor,nurse|ground|1.8
chef|chef,cook|ground|1.9
mermaid||water|1.6
ghost||air|1.5
robot||ground|1.7
snowman|snowman/snowmen|ground|1.7
alien||ground|1.3
""",
    "building": """
house|house,home,cottage|ground|5.0
castle|castle,palace|ground|9.0
tower||ground|9.0
church|church/churches,chapel|ground|8.0
barn||ground|6.0
lighthouse||ground|9.0
windmill||ground|7.5
tent||ground|2.2
bridge||ground|3.0
skyscraper|skyscraper,tall building,building|ground|13.0
igloo|igloo/igloos|ground|2.5
school||ground|6.0
fence||ground|1.1
well|water well,wishing well|ground|1.9
fountain||ground|2.4
street lamp|street lamp,lamp post,street light|ground|4.0
bench|bench/benches|ground|1.0
traffic light|traffic light,stoplight|ground|3.2
stop sign||ground|2.4
fire hydrant|fire hydrant,hydrant|ground|0.9
parking meter||ground|1.5
mailbox|mailbox/mailboxes,letterbox/letterboxes,postbox/postboxes|ground|1.3
flag||ground|3.0
""",
    "vehicle": """
car|car,automobile|ground|1.6
truck|truck,lorry/lorries|ground|2.8
bus|bus/buses|ground|3.0
bicycle|bicycle,bike|ground|1.2
motorcycle|motorcycle,motorbike|ground|1.3
train|train,locomotive|ground|3.2
airplane|airplane,plane,aeroplane|air|3.0
helicopter||air|2.6
boat|boat,sailboat,sailing boat|water|3.0
ship|ship,steamship|water|5.0
submarine||water|2.4
canoe|canoe,rowing boat,rowboat|water|1.0
rocket|rocket,spaceship|air|6.0
hot air balloon||air|5.0
tractor||ground|2.6
fire truck|fire truck,fire engine|ground|3.0
police car||ground|1.6
ambulance||ground|2.6
taxi|taxi,taxicab|ground|1.6
scooter||ground|1.1
flying saucer|flying saucer,ufo/ufos|air|1.6
""",
    "food": """
apple||thing|0.12
banana||thing|0.14
orange||thing|0.12
pear||thing|0.14
strawberry|strawberry/strawberries|thing|0.1
cherry|cherry/cherries|thing|0.1
grapes|grapes/grapes,bunch of grapes/bunches of grapes|thing|0.16
lemon||thing|0.1
watermelon|watermelon,melon|thing|0.3
pineapple||thing|0.3
carrot||thing|0.2
broccoli|broccoli/broccoli|thing|0.18
tomato|tomato/tomatoes|thing|0.1
potato|potato/potatoes|thing|0.1
corn|corn/corn,corn cob|thing|0.22
pumpkin||thing|0.35
onion||thing|0.11
bread|bread/bread,loaf of bread/loaves of bread|thing|0.16
cheese|cheese/cheese|thing|0.14
egg||thing|0.09
pizza||thing|0.3
hot dog||thing|0.12
hamburger|hamburger,burger|thing|0.16
sandwich|sandwich/sandwiches|thing|0.14
donut|donut,doughnut|thing|0.13
cake|cake,birthday cake|thing|0.35
cookie|cookie,biscuit|thing|0.11
ice cream|ice cream,ice cream cone|thing|0.22
lollipop|lollipop,candy/candies|thing|0.18
milk|milk/milk,milk carton|thing|0.26
""",
    "home": """
bottle||thing|0.32
wine glass|wine glass/wine glasses,glass/glasses|thing|0.24
cup|cup,mug|thing|0.14
fork||thing|0.22
knife|knife/knives|thing|0.24
spoon||thing|0.2
bowl||thing|0.14
plate|plate,dish/dishes|thing|0.1
teapot|teapot,kettle|thing|0.24
microwave||thing|0.35
oven|oven,stove|ground|1.0
toaster||thing|0.24
sink||ground|1.0
refrigerator|refrigerator,fridge|ground|1.8
chair||ground|1.0
couch|couch/couches,sofa|ground|0.95
bed||ground|1.0
table|table,dining table,desk|ground|0.85
toilet||ground|0.85
bathtub|bathtub,bath|ground|0.8
tv|tv,television|ground|0.9
laptop|laptop,computer|thing|0.3
computer mouse|computer mouse/computer mice|thing|0.07
remote|remote control,remote|thing|0.18
keyboard||thing|0.12
cell phone|cell phone,phone,mobile phone,telephone|thing|0.18
book||thing|0.26
clock|clock,alarm clock|thing|0.3
vase||thing|0.35
scissors|scissors/scissors,pair of scissors/pairs of scissors|thing|0.2
hair drier|hair dryer|thing|0.24
toothbrush|toothbrush/toothbrushes|thing|0.2
lamp|lamp,table lamp|thing|0.5
candle||thing|0.22
door||ground|2.1
window||ground|1.6
mirror||ground|1.5
bookshelf|bookshelf/bookshelves,bookcase|ground|2.0
box|box/boxes|thing|0.4
basket||thing|0.35
key||thing|0.12
pillow|pillow,cushion|thing|0.3
bucket|bucket,pail|thing|0.35
""",
    "clothing": """
backpack|backpack,rucksack,school bag|thing|0.5
umbrella||thing|0.9
handbag|handbag,purse|thing|0.32
tie|tie,necktie|thing|0.45
suitcase||thing|0.65
hat|hat,cap|thing|0.22
shoe|shoe,boot|thing|0.16
sock||thing|0.25
shirt|shirt,t-shirt|thing|0.7
dress|dress/dresses|thing|1.0
trousers|trousers/trousers,pants/pants|thing|0.9
crown||thing|0.18
ring||thing|0.08
""",
    "play": """
ball|ball,football,sports ball|thing|0.25
kite||air|1.0
frisbee||thing|0.2
skis|skis/skis,pair of skis/pairs of skis|ground|1.6
snowboard||ground|1.5
baseball bat||thing|0.8
baseball glove||thing|0.3
skateboard||ground|0.3
surfboard||ground|1.8
tennis racket|tennis racket,racket|thing|0.65
teddy bear||thing|0.45
doll||thing|0.4
balloon||air|0.6
drum||thing|0.4
guitar||thing|0.95
piano|piano/pianos|ground|1.3
trumpet||thing|0.4
violin|violin,fiddle|thing|0.55
bell||thing|0.3
swing||ground|2.2
slide||ground|2.2
sandcastle||ground|0.5
sled|sled,sledge|ground|0.5
gift|gift,present|thing|0.4
""",
    "tool": """
hammer||thing|0.32
saw|handsaw|thing|0.3
ladder||ground|2.4
shovel|shovel,spade|ground|1.1
axe||thing|0.7
wrench|wrench/wrenches,spanner|thing|0.25
pencil|pencil,crayon|thing|0.2
camera||thing|0.16
treasure chest|treasure chest,chest|thing|0.6
sword||thing|1.0
anchor||thing|1.0
wheel||thing|0.6
""",
}

_PLACES = {
    "meadow": ("meadow", "field", "grass"),
    "forest": ("forest", "woods", "jungle"),
    "beach": ("beach", "seaside", "shore"),
    "sea": ("sea", "ocean"),
    "desert": ("desert",),
    "mountains": ("mountains", "hills"),
    "snowfield": ("snowfield", "ice", "arctic"),
    "city": ("city", "street", "downtown"),
    "village": ("village", "countryside"),
    "lake": ("lake", "river", "pond"),
    "room": ("room", "living room", "bedroom", "kitchen"),
    "space": ("space", "outer space"),
}
_TIMES = {
    "morning": ("morning", "sunrise", "dawn"),
    "day": ("day", "daytime", "noon", "afternoon"),
    "sunset": ("sunset", "evening", "dusk"),
    "night": ("night", "midnight", "nighttime"),
}
_WEATHERS = {
    "clear": ("clear", "sunny", "clear sky", "sunshine"),
    "cloudy": ("cloudy", "overcast"),
    "rain": ("rain", "rainy", "raining", "storm", "stormy"),
    "snow": ("snow", "snowy", "snowing"),
    "fog": ("fog", "foggy", "mist", "misty"),
}
_COLORS = {
    "red": ("red",), "orange": ("orange",), "yellow": ("yellow",), "green": ("green",), "blue": ("blue",),
    "purple": ("purple", "violet"), "pink": ("pink",), "brown": ("brown",), "black": ("black",), "white": ("white",),
    "gray": ("gray",),
}  # fmt: skip
_SIZES = {
    "tiny": ("tiny", "very small"),
    "small": ("small", "little"),
    "big": ("big", "large"),
    "huge": ("huge", "giant", "enormous", "very big"),
}
_COUNTS = {
    "1": ("a", "an", "one", "single"), "2": ("two", "a couple of", "a pair of"), "3": ("three", "some", "a few", "several"),
    "4": ("four",), "5": ("five",), "6": ("six",), "7": ("seven", "many", "lots of"), "8": ("eight",), "9": ("nine",),
}  # fmt: skip
_RELATIONS = {
    "left of": ("to the left of", "left of", "on the left of", "on the left side of"),
    "right of": ("to the right of", "right of", "on the right of", "on the right side of"),
    "above": ("above", "over"),
    "under": ("under", "below", "beneath", "underneath"),
    "on": ("on", "on top of"),
    "in": ("in", "inside"),
    "in front of": ("in front of",),
    "behind": ("behind", "in back of"),
    "next to": ("next to", "beside", "by", "near"),
    "between": ("between",),
}

PLACES, TIMES, WEATHERS = tuple(_PLACES), tuple(_TIMES), tuple(_WEATHERS)
COLORS, SIZES, RELATIONS = tuple(_COLORS), tuple(_SIZES), tuple(_RELATIONS)
COUNTS = tuple(range(1, 10))


def plural(word: str) -> str:
    """Regular English plural of a noun phrase, on its last word: ``box`` → ``boxes``, ``puppy`` → ``puppies``."""
    if word.endswith(("s", "x", "ch", "sh", "z")):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _row(kind: str, line: str) -> Term:
    name, spoken, stands, height = line.split("|")
    pairs = [form.partition("/") for form in (spoken or name).split(",")]
    return Term(
        name=name,
        singular=tuple(one for one, _, _ in pairs),
        plurals=tuple(many or plural(one) for one, _, many in pairs),
        kind=kind,
        stands=stands,
        height_m=float(height),
    )


@lru_cache(maxsize=1)
def elements() -> dict[str, Term]:
    """Every drawable element by name, in the order of the table."""
    rows = [_row(kind, line) for kind, table in _ELEMENTS.items() for line in table.strip().splitlines()]
    return {row.name: row for row in rows}


def element(name: str) -> Term:
    """The element called `name`. Raises `KeyError` when the world has no such element."""
    return elements()[name]


@lru_cache(maxsize=1)
def terms() -> tuple[Term, ...]:
    """Elements, then the values of every attribute, each with its spoken forms."""
    tables = {"place": _PLACES, "time": _TIMES, "weather": _WEATHERS, "color": _COLORS, "size": _SIZES, "count": _COUNTS, "relation": _RELATIONS}
    values = [Term(name, spoken, (), kind) for kind, table in tables.items() for name, spoken in table.items()]
    return (*elements().values(), *values)
