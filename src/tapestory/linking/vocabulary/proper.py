"""Names that everybody bears, places, people and days: a company needs a cue beside them."""

from __future__ import annotations

_PLACES_TEXT = """
    aberdeen abuja accra adelaide afghan afghanistan africa african africans ala alabama
    alaska albania albanian albany alberta albuquerque aleppo alexandria algeria algerian
    algiers america american americans americas amman amsterdam anaheim anchorage andalusia
    andorra angola angolan ankara antarctica arab arabs arctic argentina argentine
    argentinian ariz arizona ark arkansas armenia armenian asean asia asian asians assam
    athens atlanta atlantic auckland austin australia australian austria austrian azerbaijan
    baghdad bahamas bahrain baku balkans baltic baltimore bangalore bangkok bangladesh
    bangladeshi barbados barcelona basel bavaria bay beijing beirut belarus belarusian
    belfast belgian belgium belgrade belize bengal bengaluru benin berlin bermuda bern
    bhutan bihar birmingham bogota bolivia bolivian bologna bombay bonn bordeaux bosnia
    bosnian boston botswana brasilia brazil brazilian brighton brisbane bristol britain
    british britons brooklyn brunei brussels bucharest budapest buffalo bulgaria bulgarian
    burma burmese burundi busan cairo calcutta calif california cambodia cambodian cambridge
    cameroon canada canadian canadians canberra caracas cardiff caribbean carolina
    casablanca catalonia central chad charlotte chengdu chennai chicago chile chilean china
    chinese cincinnati cleveland coast colo cologne colombia colombian colombo colorado
    columbus congo congolese conn connecticut copenhagen cork cornwall crimea croatia
    croatian cuba cuban cypriot cyprus czech czechia dakar dakota dallas damascus danish del
    delaware delhi denmark denver detroit dhaka djibouti doha dominica dortmund dresden
    dubai dublin durban dusseldorf dutch east eastern ecuador ecuadorian edinburgh egypt
    egyptian emirates emirati england english eritrea essex estonia estonian ethiopia
    ethiopian eu eurasia euro-zone europe european europeans eurozone fiji filipino finland
    finnish fla florida france frankfurt french fukuoka ga gabon gambia gaza geneva genoa
    georgia georgian german germans germany ghana ghanaian glasgow goa greece greek grenada
    guangdong guangzhou guatemala guinea gujarat gulf guyana hague haiti haitian hamburg
    hampshire hangzhou hanoi haryana havana hawaii helsinki hiroshima hispanic hokkaido
    holland hollywood honduras houston hungarian hungary hyderabad iceland icelandic idaho
    ill illinois incheon ind india indian indiana indianapolis indians indonesia indonesian
    iowa iran iranian iranians iraq iraqi iraqis ireland irish islamabad israel israeli
    israelis istanbul italian italy jacksonville jakarta jamaica jamaican japan japanese
    jeddah jersey jerusalem jiangsu johannesburg jordan jordanian kabul kan kansas karachi
    karnataka kathmandu kazakhstan kent kentucky kenya kenyan kerala kiev kobe kolkata korea
    korean koreans kosovo kremlin kuwait kuwaiti ky kyiv kyoto kyrgyzstan la lagos lahore
    laos latino latinos latvia latvian lausanne lebanese lebanon leeds leicester leipzig
    lesotho liberia libya libyan lima lisbon lithuania lithuanian liverpool london louisiana
    louisville luxembourg lyon macao macau macedonia madagascar madison madrid maharashtra
    maine malawi malaysia malaysian maldives mali malta maltese manchester manhattan manila
    manitoba marseille maryland mass massachusetts mauritania mauritius md mecca
    mediterranean melbourne memphis mexican mexicans mexico miami mich michigan mideast
    midwest milan milwaukee minn minneapolis minnesota minsk miss mississippi missouri mo
    mogadishu moldova monaco mongolia mongolian mont montana montenegro montreal moroccan
    morocco moscow mosul mozambique mumbai munich myanmar nagoya nairobi namibia naples
    nashville neb nebraska nepal nepalese netherlands nev nevada newark newcastle nicaragua
    niger nigeria nigerian nordic norfolk normandy north northeast northern northwest norway
    norwegian nottingham oakland oceania odessa odisha ohio okinawa okla oklahoma omaha oman
    ontario ore oregon orlando osaka oslo ottawa oxford pa pacific pakistan pakistani
    palermo palestine palestinian palestinians panama paraguay paris pennsylvania perth peru
    peruvian philadelphia philippine philippines phoenix pittsburgh poland polish portland
    portugal portuguese prague pretoria pune punjab pyongyang qatar qatari quebec queensland
    quito rajasthan raleigh reykjavik rhode riga rio riyadh rochester romania romanian rome
    rotterdam russia russian russians rwanda sacramento saigon salzburg samoa santiago
    sapporo sarajevo saudi saxony scandinavia scandinavian scotland scottish seattle senegal
    seoul serbia serbian seville shanghai sheffield shenzhen siberia sichuan sicily
    singapore singaporean slovak slovakia slovenia slovenian sofia somali somalia south
    southampton southeast southern southwest spain spanish stockholm strasbourg stuttgart
    sudan suriname sussex suzhou swaziland sweden swedish swiss switzerland sydney syria
    syrian syrians taipei taiwan taiwanese tajikistan tampa tanzania tasmania tehran
    telangana tenn tennessee tex texas thai thailand tibet tibetan togo tokyo toronto
    toulouse tripoli tucson tulsa tunis tunisia tunisian turin turkey turkish turkmenistan
    tuscany u.k. u.s. u.s.a. uae uganda uk ukraine ukrainian ukrainians uruguay us usa ussr
    utah uzbekistan va valencia vancouver vatican venezuela venezuelan venice vermont
    victoria vienna vietnam vietnamese vilnius virginia vt wales warsaw wash washington
    wellington welsh west western westminster whitehall winnipeg wis wisconsin wuhan wyo
    wyoming yemen yemeni yokohama york yorkshire zagreb zambia zealand zhejiang zimbabwe
    zurich
"""
PLACES = frozenset(_PLACES_TEXT.split())
"""Continents, countries and their peoples, states, large cities."""

_GIVEN_NAMES_TEXT = """
    aaron abigail adam adrian agnes ahmed aidan alan albert alejandro alex alexander
    alexandra alexis alfred ali alice alicia alison allan allen allison amanda amber amy ana
    andre andrea andreas andrew andy angela angelina anita ann anna anne annie anthony
    antonio april arnold arthur ashley audrey austin barbara barry beatrice ben benjamin
    bernard beth betty beverly bill billy bob bobby brad bradley brandon brenda brian bruce
    bryan caitlin cameron carl carla carlos carmen carol caroline carolyn carrie casey
    catherine charles charlie charlotte chelsea cheryl chloe chris christian christina
    christine christopher cindy claire clara claude claudia clifford colin connie connor
    courtney craig crystal curtis cynthia dale dan daniel danielle danny dave david dawn
    dean deborah debra dennis derek diana diane diego dmitry dolores donald donna doris
    dorothy doug douglas dylan earl eddie edgar edith edward edwin eileen elaine eleanor
    elena elizabeth ella ellen elsie emily emma eric erica erik erin ernest ethan eugene eva
    evelyn fernando florence frances francesca francis francisco frank franz fred frederick
    gabriel gary gavin gene george gerald gilbert gina giovanni gladys glen glenn gloria
    gordon grace graham greg gregory guy hannah hans harold harriet harry harvey hassan
    hazel heather hector heidi helen henry herbert herman holly howard hugh hugo ian ibrahim
    ingrid irene isaac isabel isabella ivan jack jackie jacob jacqueline jake james jamie
    jan jane janet janice jared jasmine jason javier jay jean jeff jeffrey jennifer jenny
    jeremy jerome jerry jesse jessica jessie jill jim jimmy joan joanna joe joel johannes
    john johnny jon jonathan jordan jorge jose joseph josephine joshua joy joyce juan judith
    judy julia julian julie justin karen karl kate katherine kathleen kathryn katie kay
    keith kelly ken kenneth kevin kim kimberly kirk kurt kyle larry laura lauren laurence
    lawrence lee leo leon leonard leslie lewis liam lillian lily linda lisa lloyd lois lori
    louis louise lucas lucy luis luke lynn madeleine manuel marc marcel marco marcus
    margaret maria marie marilyn mario marion marjorie mark marsha martha martin marvin mary
    mathew matt matthew maureen maurice max maxine megan melanie melissa michael michel
    michelle miguel mike mildred mohamed mohammed monica nancy naomi natalie natasha nathan
    neil nelson nicholas nick nicolas nicole nina noah nora norma norman olga oliver olivia
    omar oscar otto pablo pamela patricia patrick paul paula pauline pedro peggy penny perry
    peter phil philip phillip phyllis pierre priya rachel rafael rahul raj ralph ramon randy
    raphael ray raymond rebecca reginald ricardo richard rick rita rob robert roberto robin
    rodney roger roland ron ronald rosa rose rosemary ross roy ruby russell ruth ryan sally
    sam samantha samuel sandra sara sarah scott sean sebastian sergei sergio shane shannon
    sharon shaun sheila shirley sidney simon sofia sonia sophia sophie stacy stanley stella
    stephanie stephen steve steven stewart stuart sue susan suzanne sylvia tamara tara ted
    teresa terry theo theodore theresa thomas tiffany tim timothy tina todd tom tommy toni
    tony tracy travis trevor tyler ursula valerie vanessa vera vernon veronica vicky victor
    victoria vincent viola violet virginia vivian vladimir wallace walter wanda warren wayne
    wendy will william willie winston xavier yolanda yvonne zachary zoe
"""
GIVEN_NAMES = frozenset(_GIVEN_NAMES_TEXT.split())

_SURNAMES_TEXT = """
    abbott adams alexander allen anderson armstrong arnold atkinson austin bailey baker
    baldwin ball banks barker barnes barrett barton bell bennett berry biden bishop black
    blair blake bond bradley brady brooks brown bryant buchanan burgess burke burns burton
    bush butler byrne campbell carlson carpenter carr carroll carson carter chambers chan
    chandler chang chapman chen cheng cho choi christ churchill clark clarke clayton clinton
    cohen cole coleman collins cook cooper cox crawford cruz cunningham dalton daniels
    davidson davies davis dawson day diaz dixon douglas doyle duncan dunn edwards einstein
    elliott ellis evans ferguson fernandez fisher fleming fletcher flores ford foster fowler
    fox francis franklin fraser freeman fuller gandhi garcia gardner garrett gates gibbs
    gibson gilbert gomez gonzalez goodman gordon grant graves gray green greene griffin
    gupta hall hamilton hansen hanson hardy harper harris harrison hart harvey hawkins hayes
    henderson hernandez hicks hill hitler hoffman holland holmes holt hopkins howard howell
    hudson hughes hunt hunter ivanov jackson jacobs james jefferson jenkins jennings jensen
    jesus jimenez johnson johnston jones joseph kang kaplan kardashian kaur kelly kennedy
    khan kim king klein knight kumar lambert lane larson lawrence lawson lee lenin leonard
    levine levy lewis li lin lincoln liu long lopez lowe lynch macdonald malik mandela mao
    marshall martin martinez mason matthews mccarthy mcdonald mckenzie medina meyer miller
    mills mitchell modi moore morales moran moreno morgan morris morrison murphy murray
    myers nelson newman newton nguyen nichols nixon norris obama obrien olson ortiz owen
    owens palmer park parker parsons patel patterson payne pearson perez perkins perry
    peters peterson phillips pierce pope porter potter powell powers price putin quinn
    ramirez ramos reagan reed reid reyes reynolds rice richards richardson riley rivera
    roberts robertson robinson rodriguez rogers romero roosevelt rose ross rossi rowe ruiz
    russell ryan sanchez sanders santos saunders schmidt schneider schultz scott shakespeare
    sharma shaw shelton silva simmons simpson singh smith snyder spencer stalin stanley
    stephens stevens stevenson stewart stone sullivan sutton tanaka taylor thomas thompson
    thomson torres trump tucker turner underwood vargas vasquez vaughn wagner walker wallace
    walsh walters wang ward warner warren washington watkins watson watts weaver webb weber
    webster weiss wells west wheeler white wilkins williams williamson willis wilson winters
    wolf wong wood woods wright wu xu yang young zhang zhao zhou zimmerman
"""
SURNAMES = frozenset(_SURNAMES_TEXT.split())

_OCCASIONS_TEXT = """
    apr april aug august autumn bible brexit capt catholic christian christians christmas
    col communist conservative conservatives covid covid-19 dec december democrat democratic
    democrats diwali dr easter ebola esq fall feb february fri friday gen god gop gov hindu
    hon islam islamic islamist jan january jewish jr jul july jun june koran labour liberal
    liberals lt mar march may mon monday mr mrs ms muslim muslims nazi nov november oct
    october olympic olympics prof ramadan rep republic republican republicans rev sat
    saturday sen sep sept september sgt sir spring sr st summer sun sunday thanksgiving thu
    thur thurs thursday tories tory tue tues tuesday wed wednesday weekend winter
"""
OCCASIONS = frozenset(_OCCASIONS_TEXT.split())
"""Days, months, feasts, creeds and parties."""

EVERYBODYS = PLACES | GIVEN_NAMES | SURNAMES | OCCASIONS
