"""English words that tell a place from a person, a body, an event or an address. General; nothing of any one text."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CONNECTORS = _words("""
    of the de del della di da do dos das du des la le les el al an am auf bei ob y en et and sur sous und i on
    upon in van von der den ter ten aan ad ul ur us zu zum
""")
"""Small words inside a name: Rio de Janeiro, Frankfurt am Main, Isle of Man."""

SHORT_FORMS = _words("""
    st mt ft ste pt no
""")
"""Words whose full stop does not end a sentence inside a name: St. Petersburg."""

CALENDAR = _words("""
    january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed
    thu thurs fri sat sun christmas easter ramadan
""")

TITLES = _words("""
    mr mrs ms miss mx dr prof professor sir madam madame lord lady dame count countess duke duchess baron king
    queen prince princess emperor empress tsar czar sultan shah emir sheikh shaikh imam ayatollah mullah pope
    cardinal archbishop bishop father sister brother rev reverend rabbi pastor saint president premier
    chancellor minister secretary senator sen congressman congresswoman representative rep gov governor mayor
    judge justice sheriff general gen lieutenant lt colonel col major maj captain capt sergeant sgt corporal cpl
    private pvt admiral adm commander cmdr marshal brigadier ambassador envoy spokesman spokeswoman spokesperson
    coach officer detective inspector constable deputy attorney lawyer commissioner comrade herr frau monsieur
    mme mlle señor senor don doña signor dean principal superintendent trooper chairman chairwoman chairperson
    director councilman councilwoman alderman leader chief trustee quarterback pitcher goalkeeper striker actor
    actress singer author writer poet novelist painter composer historian philosopher dictator
""")
"""Words before a person's name: "President Lincoln", "spokesman John Reading"."""

CIVIL_TITLES = _words("""
    mr mrs ms miss mx dr prof sir madam madame lord lady dame king queen prince princess pope rev saint
""")
"""Titles after which not even a country's name is a country: "Mr. France", "Lord Jordan"."""

BODIES = _words("""
    group front party army navy corps legion union league federation association society institute foundation
    fund bank company co corp corporation inc ltd llc plc gmbh times post tribune herald news daily journal
    gazette press star chronicle observer globe examiner review register magazine radio television fc afc cf sc
    united club airlines airways orchestra symphony philharmonic exchange committee organisation organization
    alliance coalition movement brigade division regiment battalion fleet pact university academy polytechnic
    conservatory congregation brotherhood network networks holdings industries systems partners associates trust
    insurance motors records entertainment studios pictures brewery telegraph guardian mail courier dispatch
    inquirer bulletin standard mirror express conservatives democrats republicans socialists nationalists
    communists rangers rovers wanderers athletic hotspur albion
""")
"""Last words of the name of a body that is not the place after which it is called."""

OF_BODIES = _words("""
    university party bank army navy institute academy college federation union association society church order
    league brotherhood front legion congregation fund parliament council
""")
"""First words of such a name: "University of Vilnius", "Bank of England"; but "Republic of" stays a place."""

EVENTS = _words("""
    uprising uprisings revolution revolt rebellion insurrection insurgency mutiny war wars conflict crisis
    massacre massacres pogrom pogroms genocide holocaust famine coup putsch earthquake tsunami accord accords
    treaty protocol armistice ceasefire offensive olympics games marathon
""")
"""Words after a name that make it the name of an event: "Hungarian uprising", "Karabakh crisis"."""

CAPITAL_EVENTS = _words("""
    spring summer autumn winter declaration agreement convention conference summit congress plot affair trials
    trial airlift blockade raid campaign expedition tragedy bombing commune
""")
"""Such words when they are written with a capital: "Prague Spring", "Nuremberg Trials", "Paris Commune"."""

EVENTS_OF = _words("""
    battle siege treaty peace congress fall sack massacre relief storming conquest convention edict diet council
    rape bombing bombardment blockade
""")
"""Capitalised words before "of NAME" that make an event: "Battle of Stalingrad"."""

STREETS = _words("""
    street st avenue ave road rd drive dr boulevard blvd lane ln highway hwy court ct terrace way parkway pkwy
    alley row crescent plaza
""")
"""What follows the name in an address: "420 Augusta St." is not in Augusta."""

FEATURES = _words("""
    river lake creek bay mountain mountains mount hill hills valley island islands peninsula sea ocean gulf
    strait canal forest desert glacier falls reservoir canyon ridge pass bridge dam swamp springs beach cape
    point harbor harbour basin plateau fjord county parish township borough district province region oblast
    governorate square park field fields stadium arena
""")
"""What makes another place of a name: the Hudson River is not the town of Hudson."""

FEATURES_BEFORE = _words("""
    lake mount mt cape fort ft camp port gulf bay river point isle island loch glen
""")

PREPOSITIONS = _words("""
    in at from near to toward towards around outside inside through across between into within throughout via
    over against beyond off along amid
""")
"""Words after which a capitalised name is likely a place."""

SETTLEMENTS = _words("""
    town city village towns cities villages ports provinces republics capital suburb port municipality hamlet
    settlement district province region county state republic island downtown central eastern western northern
    southern northeastern northwestern southeastern southwestern north south east west upper lower greater
""")
"""Words that introduce a place: "the town of Neftchala", "southern Lebanon"."""

SETTLEMENT_NOUNS = _words("""
    town city village towns cities villages port hamlet settlement suburb municipality district
""")
"""Nouns after which even an unknown name is a place: "the village of Xyz"."""

SPEECH = _words("""
    said says told added asked replied wrote argued claimed recalled thinks thought believes smiled laughed
    testified
""")
"""What people do; states and cities say, too, but seldom under a person's name."""

SHORT_TITLES = _words("""
    sen rep gov gen col capt lt sgt maj adm rev det ave rd blvd hwy ln
""")
"""Abbreviations of titles and streets that are towns elsewhere."""

FUNCTION_WORDS = _words("""
    a an the this that these those my your his her its our their i we you he she it they who whom whose which
    what when where why how and or but nor so yet for if then else as at by in on of off up out to from with
    without within into onto over under after before since until while because although though not no yes all
    any some many much more most few each every both either neither other another such same own than too very
    just only also even still again once here there now never always often do does did done is are was were be
    been being am have has had will would shall should can could may might must let see one two three four five
    six seven eight nine ten first second third last next new old
""")
"""Words that begin sentences and are no part of a person's or a body's name."""

PARTS = _words("""
    west east north south northeast northwest southeast southwest western eastern northern southern northeastern
    northwestern southeastern southwestern central centre center upper lower middle inner outer greater downtown
    midtown uptown far near federal national international general public common commonwealth union united state
    states city town village county district province region republic capital university college school police
    congress council court church channel metro free la le el los las san santa st saint de da del dr mr mrs ms
    mount lake river bay island beach park hill old new grand great royal olympic republican democrat liberal
    conservative communist socialist labour labor green independent catholic protestant orthodox christian islam
    muslim jewish internet web inc co corp fc tv pm am ok hq ceo god lord bible sun moon earth
""")
"""Words that are half of a name at most: alone they are never a place of the gazetteer."""
