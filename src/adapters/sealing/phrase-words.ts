/**
 * 2,048 easy words (11 bits each) for the check phrase, our own list (CC0): four to seven letters, no two that sound
 * alike, few that differ in one letter, none that could weigh on somebody. The order is part of the invite format:
 * never sorted anew, never changed; another list would be another phrase for the same invite.
 */
export const PHRASE_WORDS: readonly string[] = `
acorn acre action active actor adapt admire adobe adopt adult advice aerial afford agenda agent agile agree ahead
airport album alert algae almond almost alpaca alpine always amber amount ample amuse anchor animal ankle annual
answer antler anvil anyone apple apricot apron aqua arcade arch arctic arena armor aroma around arrange arrive arrow
artist ascend ashore aside aspen assist aster athlete atlas atom attic august author autumn avenue avocado award
aware awning axis axle baby back badge bagel bagpipe balance balcony balloon bamboo banana banjo banner barber
barley barn barrel basalt basil basin basket bath baton batter beacon beam bean beard beaver because become bedroom
beehive beetle before begin behave belief belong below belt bench beret beside bevel beyond bicycle bike binder
birch bird biscuit bison blanket blazer blend blimp blink block bloom blossom blouse blueish bluff blur bobbin
bodice bonbon bond bonnet bonus booklet boost boot border borrow bottle bottom boulder bounce bouquet bowl bowtie
boxcar bracket brain branch brand brass bread breeze bridge brief bright brim bring brisk bronze brook broth brown
brush bubble bucket buckle budget buffalo buggy bugle build bulb bulk bumper bundle bungee bureau burger burrow
bushel busy butler button buyer buzz cabbage cabin cabinet cable cactus calf camel camera campus canal canary candle
candy canoe canopy canteen canvas canyon cape capital captain caramel caravan carbon card career careful cargo
caribou carol carpet carrot carry cartoon carve cascade cashew castle casual catalog cavern cedar ceiling celery
cello cement center century chain chair chalet chalk champ chance change channel chapter charm chart check cheddar
cheer cheese chef cherry chess chicken chief child chilly chimney chisel choice choose chorus chrome chuckle chunk
cinema circle circus citrus city civic civil claim clarify class clay clean clear clever climate climb clip cloak
cloth cloud clover clue clump coach cobalt cocoa coconut code coffee coin collar collect college color column comb
comedy comet comfort comic common compass concert condor confirm connect contact cookie copper copy coral cork
corner corral cosmic cosmos cost cottage cotton cougar count country couple courage cousin cowboy coyote cozy crab
crack cradle craft crane crater crayon cream create credit creek crepe crest crew cricket crisp crocus crop crowd
crumb crystal cube cubic cuckoo cuddle cuff cupcake cupola curb curious curl current curtain curve cushion custom
cycle cypress dabble daily daisy damp dance dapper daring dash data date dawn daylong dazzle debate decade decide
decor deer define degree delight deliver delta demand denim dentist depend deposit depth derby design desk dessert
detail detect develop device diagram dial diamond diary diesel digest digit dime dimple dingo dinner diploma direct
disc discuss display distant divide dodge dolphin domain domino donate donkey donut door dorsal double dough dozen
dragon drama draw dream dress drift drive drizzle drum dryer duchess duck duet dune duplex durable duty dwell dynamo
eager eagle early earring earth easel easy echo eclipse edge edit editor effect effort either elastic elbow elder
elect elegant element elevate eleven elite emblem embrace emerald empire employ enable encore endive endless energy
engage engine engrave enjoy enough enter entire entry equal equator equip erase errand essay estate evening event
every evolve exact example excite exhibit exist exotic expand expect explain explore export express extend extra
eyebrow eyelash fable fabric facade fact factor fade fairy falcon family famous fancy fantasy fashion faucet favor
feast feline fence fern ferry fescue fetch fiber fiddle field fifteen fifty figure filter final finch find finish
firefly firm first fiscal fish fitness five fixture flag flake flannel flash flask flavor fleece fleet flicker
flight flint flip float flock floor floral florist floss flow fluffy fluid flute flutter foam focus foggy folder
folio folk follow fondue food forest forever forget format formula forty forum forward fossil found four foxtail
frame freckle freedom freezer freight fresh friend fringe frisbee frog front frost frozen frugal fruit fudge fuel
funnel funny furnace future fuzzy gadget galaxy gallant gallery gallon gallop game gander garage garden garlic
garment garnet gather gauge gazebo gazelle gecko gelato general genius gentle geology gesture getaway geyser giant
giggle ginger giraffe give glacier glad glance glaze gleam glimmer glisten globe glossy glucose glue goat goblet
golden golf gondola good goose gopher gorge gourd gown grace grain grammar granite granola grant graph grass gravel
gravity gravy green grid grill grip grocery groove ground group grove grow guard guava guess guide guitar gully
gumdrop gusto gutter gymnast habit hail halibut halo hammock hamper hamster hand handle happen happy harbor hardly
harmony harness harp harvest hatch haven hawk hazel hearth heavy helium helmet help herald herd hermit hiccup
hickory high hike hill hinge hippo history hobby hockey hold holiday hollow holly home honest honey honor hoof hope
horizon horn hornet horse hotel hourly hover howdy human humble hummus humor hundred hurdle hurry husky hybrid
hydrant hyena iceberg icecap icicle icon idea ideal igloo iguana image imagine impact import impress improve impulse
inch include income indeed index indigo indoor infant inform inkwell inland inlet inner input insect inside inspect
inspire install instant intend invent invest invite inward iris iron ironic island issue item itself ivory jackal
jacket jade jaguar janitor january jargon jasmine javelin jazz jeans jelly jersey jester jetty jewel jigsaw jockey
jogger join joke journal journey joyful jubilee juggle juice jukebox jumbo jump june jungle junior juniper just
karate kayak kazoo keen keep kennel keypad kick kimono kind kindle kingdom kiosk kitchen kite kitten kiwi knee knit
knob knock knoll koala krill label labor lacquer ladder ladle lady lagoon lamb lantern laptop larch large larva
laser lasso lately laugh launch laundry laurel lava lawn layer layout leader leaf league learn leather leave lecture
left legend lemon lemur length lentil leopard lesson letter lettuce level liberty library license lichen lilac lily
lime limit linden linen linger lion liquid list listen little lively lizard llama loaf lobby lobster locate locker
lodge logic long look loose lotion lotus loud lounge lovely loyal lucky luggage lullaby lunar lunch lupine lute
luxury lynx lyric macaw machine madam magenta magic magma magnet magpie mallard mallet mammoth manage mango manor
mantle manual many maple marble margin marina marine marker market marlin maroon marsh marvel mascot mask mason
match matinee matter maybe mayor maze meadow meal meander measure medal medium melody melon member memo memory
mention menu mercury merge merit mermaid merry message meteor method metric midday middle mill million mimic mimosa
mineral minnow mint mirror mistral mitten mixer mixture moat mobile mocha modem modern modest modify molar moment
monday money monitor month moon morning morsel mosaic moss motel mother motion motor mouse move movie much mudflat
muffin mule mural muscle museum music mustard mutual muzzle myrtle myself mystery myth nacho namely napkin narrow
nation native natural nature navy near nearby nebula neck nectar neither neon nephew nettle network neutral never
news next nibble nickel niece night nimble nine noble noise nomad noodle normal north notch note nothing notice
nougat novel novice nozzle nugget number nursery nutmeg nutty nylon oasis oatmeal oboe observe obtain occur ocean
october octopus odor offer office often olive omega omelet onion online onset onward opal open opera opinion option
orange orbit orchard orchid order oregano organ origami origin oriole ostrich otter ounce outdoor outfit outing
outlet outline output outside oval over overlap owner oxygen oyster ozone pacific package padlock page painter
palace palette palm pancake panda panel pansy pantry papaya paper paprika parade parasol parcel parent park parka
parrot parsley parsnip party passage passive pasta pastel pastry pasture path patio patrol pattern payment peacock
peanut pearl pebble pecan pelican pencil penguin pennant penny people pepper perch perfect perfume perhaps period
permit person petal petite phone photo phrase piano piccolo pickle picnic picture pigeon pigment pillar pillow pink
pioneer pitch pivot pixel pizza plaid planet plank plaster plastic plate plateau platter play plaza pledge plenty
plot pluck plum plumage plumber plural plush pocket podium poem point polish polite pollen polo poncho pony poodle
pool popcorn poplar poppy popular portal portion post postage potato pottery pouch powder prairie prance prefer
prepare present pretend pretty pretzel primary prime print prior prism private prize problem process produce product
profile profit program project promise prompt proof proper protein proud provide public pudding puddle puffin pull
pulley pulse puma pumpkin pupil puppet puppy purple purpose purse puzzle pyramid python quail quality quarry quart
quartz queen quest quiche quick quiet quill quince quiver quiz quota quote rabbit raccoon radar radiant radio radish
raft railway rainbow rainy raisin rally ramble ranch random range rapid rather rattle raven ravine react ready
reason recall receipt receive recent recipe recital record recover recycle reef reflect refresh region regular relax
release relief rely remain remark remedy remind remote remove rent repair repeat replace reply report request rescue
resort respect respond result retail retire return reunion reveal review revolve reward rhubarb rhyme rhythm ribbon
rich ridge ripple rise river road roast robin robot rocket rocking rodeo roll romp rookie room rotate rough route
royal rubber ruby rudder ruffle rugby ruler rumba runner runway rural rustic rustle saddle safari safe saffron saga
salad salami salmon salon salsa salt salute sandal sandbox sapling sardine satchel satin saturn sauce sauna sausage
savanna savings savory scale scallop scamper scarf scenic scholar school science scoop scooter score scout screen
screw script scroll seagull season seat second secret section sector secure seek select send senior sense sequel
sequoia series serious serve service sesame settle seven several shadow shake shallow shampoo shape shark shawl shed
sheet shelf shelter shelve sherbet shield shift shimmer shine ship shoe shout shovel shrimp shrub shuffle shutter
shuttle sibling sierra signal silk silly silver similar simple since sincere sing single sister sitting sixteen
sixty size skate sketch skill skillet skip skipper skirt skunk skylark slab sled sleep sleeve slide slight slipper
slogan slope sloth small smart smile smooth snack snail snap snapper sneaker snow snowman snug soccer social sock
soda soft soil solar solid solo solve someone sonata sonnet soprano sorbet sound soup south soybean spaniel spare
sparkle sparrow speak special speech speed spell sphere spice spider spinach spiral spirit splash sponge spoon sport
sprig sprout spruce spur square squash squeak squid stable stadium staff stage stamp stand staple starch station
statue stay steam steep steeple stereo stew stick stilt stir stitch stool stop stork stove straw stream street
stretch stride string stripe strong stucco student studio study style subject sublime submit subtle suburb subway
success such sudden suede sugar suggest suit summer summit sunday sunny sunrise sunset supper supply support sure
surf surface surplus survey sushi swallow swan sweater sweet swift swim swing swirl switch symbol syrup system
tablet taco tactic tadpole tailor take talent tall tandem tangelo tangle tango taper target tart task taste taxi
teach teapot tech teddy temper tempo tenant tennis tenor tent terrace terrain textile texture thank theater theme
theory thermal thimble thing third thirsty thirty thistle thorn thought thread three thrifty thrive throne thumb
ticket tidal tidy tiger tight tile timber tinsel tiny tissue title toast today toddler toffee toggle token tomato
tone tongs tongue tonight tooth topaz topic total totem toucan touch tourist tower town toybox tractor trade traffic
trail trait tram transit travel tray treat tree trellis trend tribute trick trifle trio triple trolley trophy
trouser trout trowel truly trumpet trunk trust truth trying tube tuesday tugboat tulip tumble tuna tundra tunic
tunnel turbine turkey turn turnip turtle tutor tuxedo tweed twelve twenty twig twine twinkle twirl twist type
typical ukulele ultra unable uncle uncover under unfold unicorn uniform union unique unit until unusual unwind
update upgrade uphill upland upper upright uptown upward urban urchin useful usher usual utensil utility utmost
vacant vacuum valid valley valor value valve vanilla vanish vantage vapor variety varnish vast vault velvet vendor
veneer venture venue verb verify version vessel veteran viaduct vibrant video view villa village vine vintage vinyl
viola violet violin visible vision visit visitor visual vital vivid vocal voice volcano volley volume voucher vowel
voyage vulture waddle waffle wage wagon walk wallaby wallet walnut walrus waltz want warbler warm water wavy wealth
weasel weather weave website wedge weekend welcome west whale wharf wheel whisker whisper whistle white wick wide
widget wigwam wild willow window winter wire wisdom wish wizard wolf wombat wonder wool work world wrench wrist
writer yacht yarn year yeast yellow yodel yoga yogurt yonder young youth zebra zenith zephyr zero zesty zigzag zinc
zinnia zipper zodiac zoology
`
  .trim()
  .split(/\s+/);
