"""Words of the trade: what belongs to markets in general, what is traded, whole industries."""

from __future__ import annotations

_ACRONYMS_TEXT = """
    ADR ADS AGI AGM AGN AI AIDS ALL AM AND API APP APR ARE ARPU ASAP ASIC ASP ATH AUD AUG
    AUM BA BEST BREXIT BST BTC BUY CAD CAGR CAN CAPEX CASA CBO CDS CEO CES CET CFO CHF CIO
    CMO CMP CN CNY COO COVID CPI CPO CPU CRR CSP CST CTO CXL DAO DAY DCF DDR DEC DII DIIS
    DIY DJ DNA DRAM DUV EBIT EBITDA EDA EDT EMEA EPS ESG EST ET ETF ETH EUR EUV EV EVP FAQ
    FCF FDI FEB FII FIIS FOR FPI FX FY FYI G20 G7 GAAP GBP GDP GMT GPU GST GW HAS HBM HDD
    HIV HK HKD HNI HODL HOLD HPC HR ICE ICO IDF II III IIP IP IPO IR IRR IST IT JAN JPY JST
    JUL JUN JV JVS KEY KPI KRW KST LBO LED LGBT LIBOR LLC LLM LNG LOI LOW LPDDR LTD MA MAR
    MAY MBA MBO MCP MD MF MFS ML MNC MNCS MOU MPC MSL MSME MW NAFTA NAND NAV NBFC NCD NCDS
    NEW NEXT NFO NFT NFTS NIM NLP NO NOT NOV NOW NPA NPAS NPU NYC OCF OCT ODM OEM OF OFS OMB
    ONE OPEN OR OS OUT PAT PC PCB PCE PDF PDT PE PHD PIPE PLO PM PMI PPA PPI PPU PR PST PSU
    PSUS PT PUE QA QE QIP QOQ RAM RD REAL REIT RIP RNA ROA ROE ROI RSI RSS SAAS SAM SARS SAY
    SEE SELL SEP SIP SLA SLR SME SMES SO SOFR SPAC SPACS SSD STEM SUN SVP TAM TARP TBD TCO
    THE TPS TTM TV TWD UAE UFO UK UPS URL US USA USD USE USMCA UTC VAT VC VIP VP VR WACC WFE
    WIFI WPI WTI YOY YTD
"""
ACRONYMS = frozenset(_ACRONYMS_TEXT.split())
"""Capital words that are not tickers when they stand alone."""

_INSTITUTIONS_TEXT = """
    ACM ASEAN BEA BOE BOJ BOK BRICS CFTC CIA DHS DOD DOE DOJ EBA ECB EIA EPA ESMA EU FAA FBI
    FCA FCC FDA FED FIFA FOMC FRB FTC HKMA IATA IEA IMF IRS MAS MLB NASA NATO NBA NCAA
    NFL NHL NSA NYSE OECD OPEC PBOC RBA RBI RBNZ SEBI SEC SNB TSE UEFA UFC UN UNESCO UNICEF
    USDA USTR WHO WTO
"""
INSTITUTIONS = frozenset(_INSTITUTIONS_TEXT.split())
"""Authorities and bodies, meant only by a universe that lists them under that very name."""

_MARKET_WORDS_TEXT = """
    analyst analysts asset assets banker bankers bear benchmark benchmarks bill bills blue-
    blue-chips bluechip bluechips bond bonds borrower borrowers bourse bourses broker
    brokerage brokerages brokers budget business businesses buyer buyers centralbank
    chairman chip client clients commodity companies company congress consumer consumers
    consumption corporate corporates courts crash credit currencies currency customer
    customers data dealer dealers debenture debentures debt deficit deflation demand deposit
    deposits derivative derivatives director directors dividend dividends earnings economies
    economist economists economy employee employees employer employers employment equity
    estimate estimates etf etfs executive executives expert experts export exporter
    exporters exports financial firm firms forecast forecasts forex fund funds futures fx
    gain gainer gainers gains gdp government governments growth guidance household
    households import importer importers imports income incomes indexes indices industries
    industry inflation investor investors jobs large-cap largecap lender lenders liquidity
    loan loans loser losers loss losses m-cap management manufacturer manufacturers margin
    margins market markets mid-cap minister ministers ministry money news officer officers
    official officials opposition outlook output parliament parties payrolls poll portfolio
    portfolios price prices producer producers production profit profits promoter promoters
    rally rate rates recession regulator regulators report reports results revenue revenues
    risk risks sales sector sectors securities seller sellers selloff senate share
    shareholder shareholders shares small-cap smallcap speculator speculators spending stock
    stockholder stockholders stocks strategist strategists study supplier suppliers supply
    surplus survey swap swaps tariff tariffs tax taxes trader traders trading treasury
    unemployment valuation valuations values volatility volume volumes voters wages warrant
    warrants worker workers yield yields
"""
MARKET_WORDS = frozenset(_MARKET_WORDS_TEXT.split())
"""Words of every market report: no instrument is meant by one of them alone."""

_COMMODITIES_TEXT = """
    almond almonds aluminium aluminum aussie baht barley base_metals bitcoin brent
    brent_crude butter canola cardamom cashew castor cattle cedi chana cheese chilli coal
    cocoa coffee coke copper copra coriander corn cotton crude crude_oil crude_palm_oil
    crypto cryptocurrencies cryptocurrency cumin diesel dinar dinars dirham dirhams dogecoin
    dollar dollars dong edible_oil edible_oils ethanol ether ethereum euro euros forint
    franc francs gas gold gram greenback guar guar_gum guar_seed guargum guarseed
    heating_oil hogs hryvnia iron iron_ore jeera jute kerosene kiwi koruna krona krone
    kronor lead lean_hogs leu lev lira litecoin live_cattle lng loonie lpg lumber maize
    masoor mentha mentha_oil milk moong mustard naira naphtha natural_gas nickel oats oil
    onion onions orange_juice palladium palm_oil palmolein pepper peso pesos petrol platinum
    pork potato potatoes pound pounds precious_metals pulse pulses rand rapeseed rare_earths
    raw_sugar reais real refined_soya_oil renminbi rice ringgit ripple riyal rouble roubles
    rubber ruble rubles rupee rupees rupiah shekel shekels shilling silver soy soy_oil soya
    soya_oil soyabean soybean soybeans soyoil steel sterling sugar taka tea tenge timber tin
    tomato tur tur_dal turmeric urad uranium us_crude wheat white_sugar won wool wti
    wti_crude yen yuan zinc zloty
"""
COMMODITIES = frozenset(word.replace("_", " ") for word in _COMMODITIES_TEXT.split())
"""What is traded under its own name, commodities and currencies; "_" stands for a space."""

AMBIGUOUS_COMMODITIES = frozenset(
    [
        "won",
        "real",
        "rand",
        "pound",
        "pounds",
        "lead",
        "tin",
        "steel",
        "iron",
        "crown",
        "castor",
        "gram",
        "pulse",
        "mark",
        "kiwi",
        "ether",
        "peso",
        "ripple",
        "coke",
        "tom",
        "corn",
        "milk",
        "tea",
        "lev",
        "leu",
        "krone",
        "naira",
        "aussie",
        "dong",
    ]
)
"""Those whose words have other meanings: they count beside another that has none."""

PRICED = frozenset(
    [
        "dollar",
        "rupee",
        "euro",
        "yen",
        "yuan",
        "renminbi",
        "gold",
        "silver",
        "platinum",
        "palladium",
        "brent",
        "wti",
        "bitcoin",
        "ethereum",
        "ringgit",
        "baht",
        "rupiah",
        "rouble",
        "ruble",
    ]
)
"""Those of which business news speak as a price nearly always, in compounds too."""

_INDUSTRIES_TEXT = """
    airline airlines auto automakers automobile automobiles autos aviation bank banking
    banks biotech carmakers cement chemicals chipmakers commodities construction drugmakers
    electronics energy engineering equities fertiliser fertilisers fertilizer fertilizers
    financials fmcg healthcare hospitality hotels infra infrastructure insurance insurers
    internet it jewellers jewellery large-caps largecaps logistics media metals mid-caps
    midcap midcaps miners mining nbfc nbfcs omc omcs paints paper pharma pharmaceuticals
    power property psb psbs psu psus rail railways realty refineries refiners retail
    retailers semiconductors shipping small-caps smallcaps software staples steelmakers
    steels sugar tech technology telcos telecom telecoms textile textiles tobacco transport
    travel tyre tyres utilities utility
"""
INDUSTRIES = frozenset(_INDUSTRIES_TEXT.split())
"""Words that stand for the shares of a whole industry."""

_CORPORATE_NOUNS_TEXT = """
    advisors aerospace airlines airways asset assets associates auto automotive bancorp
    bancshares bank banking banks beverages biologics biosciences biotech brands brewing
    broadcasting cables capital casino cement ceramics chemical chemicals coal
    communications construction consumer controls copper depot devices dynamics electric
    electrical electronics energy engineering enterprises entertainment exchange exploration
    express fertilisers fertilizers finance financial foods fund funds gaming gas gold
    healthcare holding holdings homes hospital hospitals hotels hydro industries infotech
    infrastructure instruments insurance interactive international investment investments
    jewellers laboratories labs life lifesciences logistics machines management
    manufacturing materials media medical metals microsystems mills minerals mines mining
    mobility motor motors networks oil packaging paints paper partners petrochemicals
    petroleum pharma pharmaceutical pharmaceuticals photonics pipelines platforms ports
    power products properties publishing realty refineries refining reit resorts resources
    restaurants robotics rubber sciences securities semi semiconductor semiconductors
    services shipping shipyard silicon software solar solutions sports steel steels stores
    sugar sugars supply systems technologies technology telecom telecommunications textiles
    therapeutics tobacco tools transport travel trust tyres utilities ventures vision
    wireless works
"""
CORPORATE_NOUNS = frozenset(_CORPORATE_NOUNS_TEXT.split())
"""Words that companies put into their names to say what they do."""

_LEGAL_FORMS_TEXT = """
    ab ag asa bhd co company corp corporation cos group holding holdings inc incorporated
    kgaa limited llc lp ltd nv oyj plc pvt sa se spa tbk
"""
LEGAL_FORMS = frozenset(_LEGAL_FORMS_TEXT.split())
"""Short for what a company is before the law."""
