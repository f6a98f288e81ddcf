"""Text → the countries, regions, cities and stock markets that it names, in any language."""

from __future__ import annotations

from collections.abc import Collection

from tapestory.late_regex import late_regex
from tapestory.matching.cues import CueFinder

_COUNTRIES = {
    "AE": "uae u.a.e. united_arab_emirates emirat* emirati* emiratos emirados оаэ эмират* إمارات "
        "阿联酋 阿聯酋 아랍에미리트 uae政府",
    "AF": "afghan* afgan* afeg* афган* أفغان 阿富汗 아프가니스탄 アフガニスタン",
    "AM": "armenia armenian* armenien armenisch* arménie* arménien* armênia армен* армян* أرمين "
        "亚美尼亚 아르메니아 アルメニア",
    "AO": "angola angolan* angolais* angoleñ* ангол* أنغولا 安哥拉 앙골라 アンゴラ",
    "AR": "argentin* аргентин* أرجنتين 阿根廷 아르헨티나 アルゼンチン",
    "AT": "austria austrian* österreich* autriche autrichien* austríac* áustria австри* avstrij* "
        "نمسا 奥地利 奧地利 오스트리아 オーストリア",
    "AU": "australi* austráli* австрали* avstral* أسترال استرال 澳大利亚 澳洲 호주 오스트레일리아 "
        "オーストラリア 豪州 豪政府",
    "AZ": "azerb* aserbaid* azerbaï* azerbay* азербайдж* أذربيجان 阿塞拜疆 아제르바이잔 "
        "アゼルバイジャン",
    "BA": "bosnia* bosnian* bosnien bosnisch* bosnie bosniaque* bósnia босни* bosna 波黑 보스니아 "
        "ボスニア",
    "BD": "bangladesh* bangladés* бангладеш* بنغلاديش 孟加拉 방글라데시 バングラデシュ",
    "BE": "belgium belgian* belgien belgisch* belgique belge belges bélgica belga belgas "
        "бельги* belgij* بلجيك 比利时 比利時 벨기에 ベルギー belgio",
    "BG": "bulgari* bulgár* bulgare* bulgarie болгар* bolgar* بلغار 保加利亚 불가리아 ブルガリア",
    "BO": "bolivia* bolivian* boliviano* bolivie* bolívia боливи* بوليف 玻利维亚 볼리비아 "
        "ボリビア",
    "BR": "brazil* brasil* brésil* бразил* brazilij* برازيل 巴西 브라질 ブラジル",
    "BY": "belarus* belaruss* weißrussland biélorus* bielorrus* белорус* беларус* belorus* بيلاروس "
        "白俄罗斯 벨라루스 ベラルーシ",
    "CA": "canada canadian* kanad* canadien* canadá canadiense* canadense* канад* كندا كندي 加拿大 "
        "캐나다 カナダ",
    "CD": "dr_congo drc congo congolese kongo конго الكونغو 刚果 콩고 コンゴ",
    "CH": "switzerland swiss schweiz* suisse* suiza suizo* suiça suíça suíço* швейцар* švic* "
        "سويسر 瑞士 스위스 スイス svizzera svizzer*",
    "CI": "ivory_coast ivorian* ivoirien* côte_d'ivoire costa_de_marfil costa_do_marfim marfileñ* "
        "кот-д’ивуар кот-д'ивуар 科特迪瓦",
    "CL": "chile chilean* chileno* chilena* chilien* chilenisch* чили чилийск* تشيلي 智利 칠레 "
        "チリ cile cilen*",
    "CM": "cameroon* kamerun* cameroun* camerún* camarões камерун* كاميرون 喀麦隆 카메룬 "
        "カメルーン",
    "CN": "china china's chinese chinesisch* chinas chinesen chine chinois* chino chinos chinês "
        "chineses chinesa* китай* китаян* kitaj* cina cinese cinesi الصين صيني 中国 中國 华为 "
        "对华 中方 중국 中国政府 中美 美中 米中 미중",
    "CO": "colombia* colombia colombian* kolumbi* colombie* colômbia колумби* kolumbij* كولومبي "
        "哥伦比亚 콜롬비아 コロンビア",
    "CR": "costa_rica* costa_ric* costarric* коста-рик* كوستاريكا 哥斯达黎加 코스타리카 "
        "コスタリカ",
    "CU": "cuba cubain* cubano* cubana* kuba kubanisch* كوبا 古巴 쿠바 キューバ куба кубе кубы "
        "кубинск* cuban cubans",
    "CZ": "czech* tschech* tchèque* checo checa checos checas tcheco* tcheca* república_checa чех* "
        "чешск* češk* تشيك 捷克 체코 チェコ",
    "DE": "germany german germans germany's deutsch* allemagne allemand* alemania alemán alemana* "
        "alemanes alemanha alemão alemães alemã герман* немец* немк* nemčij* nemšk* germania "
        "tedesc* ألماني المانيا ألمانيا 德国 德國 독일 ドイツ 独政府",
    "DK": "denmark danish dänemark* dänisch* danemark danois* dinamarca danés danesa* "
        "dinamarquês dinamarquesa* датск* датчан* danska دنمارك 丹麦 丹麥 덴마크 デンマーク "
        "дания дании данию danimarca",
    "DO": "dominican* dominikan* dominicain* доминикан* 多米尼加 도미니카 ドミニカ",
    "DZ": "algeri* algéri* argel* argéli* алжир* alžir* الجزائر جزائري 阿尔及利亚 알제리 "
        "アルジェリア",
    "EC": "ecuador* ecuatorian* équateur équatorien* equador* equatorian* эквадор* ekvador* "
        "إكوادور 厄瓜多尔 에콰도르 エクアドル",
    "EE": "estonia* estonian* estland estnisch* estonie* estónia эстон* إستونيا 爱沙尼亚 "
        "에스토니아 エストニア",
    "EG": "egypt* ägypt* égypt* egipt* egípci* египет* египт* مصر مصري 埃及 이집트 エジプト "
        "egitto",
    "ES": "spain spanish spain's spaniard* spanien spanisch* spanier* espagn* españa español* "
        "espanha espanhol* испан* španij* špansk* spagna spagnol* إسبان اسبان 西班牙 스페인 "
        "スペイン",
    "ET": "ethiopia* äthiop* éthiop* etiop* etíop* эфиоп* إثيوب 埃塞俄比亚 에티오피아 エチオピア",
    "EU": "european_union e.u. europäische_union eu-kommission union_européenne unión_europea "
        "união_europeia евросоюз* europe european* europa europäisch* européen* europeo* "
        "europeu* европ* الاتحاد_الأوروبي أوروبا 欧盟 歐盟 欧洲 歐洲 유럽 유럽연합 eu政府 欧州 "
        "the_eu eu_commission eu_leaders eu_regulators eu_antitrust eu_court eu_tariffs eu_rules "
        "eu_law eu_countries eu_parliament eu_ban eu_fines",
    "FI": "finland finnish finns finnland finnisch* finlande finlandais* finlandia finland* "
        "finlandés* finlândia финлянд* финск* finsk* فنلندا 芬兰 핀란드 フィンランド",
    "FJ": "fiji fijian* fidschi fidji fidži фиджи 斐济 피지 フィジー",
    "FR": "france france's french frankreich* französisch* franzose* français* francia francés "
        "francesa* franceses frança francês франц* francij* francosk* francese francesi فرنس "
        "法国 法國 프랑스 フランス 仏政府",
    "GB": "united_kingdom uk uk's u.k. britain britain's british britons great_britain team_gb "
        "großbritannien britisch* briten grande-bretagne royaume-uni britanni* reino_unido "
        "británic* grã-bretanha gran_bretaña britânic* inglaterra england english engländer* "
        "inglés inglesa* britansk* великобритан* британ* англи* anglij* gran_bretagna "
        "regno_unito بريطان 英国 英國 영국 英国政府 イギリス 英政府",
    "GE": "republic_of_georgia georgian georgians georgien georgisch* géorgi* грузи* gruzij* "
        "جورجيا 格鲁吉亚 ジョージア国",
    "GH": "ghana* ghanéen* ghanes* غانا 加纳 ガーナ гана гане ганы ганск*",
    "GN": "guinea guinée guinéen* guiné guineano* guineanos гвине* gvinej* غينيا 几内亚 ギニア",
    "GR": "greece greek greeks griechenland griechisch* grèce grec grecs grecque* grecia griego* "
        "griega* grécia grego* grega* греци* грек* греческ* grčij* gršk* يونان 希腊 希臘 그리스 "
        "ギリシャ",
    "GT": "guatemal* гватемал* 危地马拉 과테말라 グアテマラ",
    "HK": "hong_kong hongkong hong-kong гонконг* هونغ_كونغ 香港 홍콩 港股 恒生",
    "HN": "hondur* гондурас* 洪都拉斯 온두라스 ホンジュラス",
    "HR": "croatia* croatian* kroat* croate* croatie croacia* croata* croácia хорват* hrvat* "
        "hrvašk* كروات 克罗地亚 크로아티아 クロアチア",
    "HT": "haiti* haïti* haití* гаити* هايتي 海地 아이티 ハイチ",
    "HU": "hungar* ungarn ungarisch* hongri* hongrois* hungrí* húngar* венгр* венгер* madžar* "
        "المجر هنغار 匈牙利 헝가리 ハンガリー ungheria ungheres*",
    "ID": "indonesi* indonés* indonéz* индонез* indonezij* إندونيس 印度尼西亚 印尼 인도네시아 "
        "インドネシア",
    "IE": "ireland irish irland irisch* irlande irlandais* irlanda irlandes* irlandés* ирланд* "
        "irsk* أيرلند 爱尔兰 아일랜드 アイルランド",
    "IL": "israel* israël* izrael* израил* إسرائيل اسرائيل 以色列 이스라엘 イスラエル",
    "IN": "india india's indian indians indien indisch* inde indienne* indio indios indiano* índia "
        "indij* الهند هندي 印度 인도_정부 인도서 인도의 インド индия индии индию индийск*",
    "IQ": "iraq* irak* iraqu* ирак* العراق عراقي 伊拉克 이라크 イラク",
    "IR": "iran* iranian* irán iraní* irã irão iranien* iranisch* иран* إيران ايران 伊朗 イラン "
        "대이란 이란_핵 이란_정부 이란군 이란_제재 이란_공",
    "IS": "iceland* isländisch* islande islandais* islandia исланд* 冰岛 아이슬란드 アイスランド",
    "IT": "italy italian italians italy's italien italiens italienisch* italie italienne* italia "
        "italian* italiano* itália итал* italij* italijansk* إيطال ايطال 意大利 義大利 이탈리아 "
        "イタリア 伊政府",
    "JM": "jamaic* jamaik* jamaïc* ямай* جامايكا 牙买加 자메이카 ジャマイカ",
    "JP": "japan* japon* japão giappon* япон* يابان 日本 일본 日銀 日经 日経 닛케이 japón",
    "KE": "kenya* kenia* kenyan* kénya quênia queniano* keniano* кени* kenij* كينيا 肯尼亚 케냐 "
        "ケニア",
    "KH": "cambodi* kambodsch* cambodg* camboy* камбодж* كمبوديا 柬埔寨 캄보디아 カンボジア",
    "KP": "north_korea* nordkorea* corée_du_nord nord-coréen* corea_del_norte norcorean* "
        "coreia_do_norte norte-corean* кндр северокор* северн*_коре* severn*_korej* "
        "كوريا_الشمالية 朝鲜 朝鮮 北韩 북한 北朝鮮 pyongyang pjöngjang пхеньян* 평양 平壤 平壌 "
        "corea_del_nord nordcorean*",
    "KR": "south_korea* south_korean* korea korean koreans korea's südkorea* corée_du_sud "
        "sud-coréen* corea_del_sur surcorean* coreia_do_sul sul-corean* южной_коре* южнокор* "
        "južn*_korej* كوريا_الجنوبية 韩国 韓國 南韓 南韩 한국 대한민국 韓国 corea_del_sud "
        "sudcorean*",
    "KZ": "kazakh* kasach* kazajo* kazajist* cazaq* казах* كازاخ 哈萨克 카자흐 カザフスタン",
    "LB": "leban* libanon libanesisch* liban libanais* líbano libanes* ливан* لبنان 黎巴嫩 레바논 "
        "レバノン",
    "LK": "sri_lanka* sri-lanka* шри-ланк* سريلانكا 斯里兰卡 스리랑카 スリランカ",
    "LT": "lithuania* litau* lituani* lituâni* литв* литов* litv* litov* ليتوان 立陶宛 리투아니아 "
        "リトアニア",
    "LV": "latvia* lettland lettisch* lettonie letton* letonia* letôni* латви* латыш* 拉脱维亚 "
        "라트비아 ラトビア",
    "LY": "libya* libye* libysch* líbia libia libio* ливи* ليبيا 利比亚 리비아 リビア",
    "MA": "morocc* marokk* maroc* marruecos marroqu* marroc* марокк* maroko المغرب مغربي 摩洛哥 "
        "모로코 モロッコ",
    "MM": "myanmar* burm* birman* мьянм* myanmarsk* ميانمار 缅甸 緬甸 미얀마 ミャンマー",
    "MN": "mongolia* mongole* mongolei монгол* منغول 蒙古 몽골 モンゴル",
    "MX": "mexic* mexik* mexiqu* méxic* méxico мексик* mehik* مكسيك 墨西哥 멕시코 メキシコ "
        "messico messican*",
    "MY": "malaysia* malasi* malaisie малайзи* malezij* ماليزيا 马来西亚 말레이시아 マレーシア "
        "malaisi* malaio",
    "MZ": "mozambi* mosambik* moçambi* мозамбик* 莫桑比克 모잠비크 モザンビーク",
    "NG": "nigeria* nigerian* nigéria* нигери* nigerij* نيجيريا 尼日利亚 나이지리아 ナイジェリア",
    "NL": "netherlands dutch niederland* niederländ* pays-bas néerlandais* países_bajos "
        "neerland* holand* países_baixos нидерланд* голланд* nizozem* هولند 荷兰 荷蘭 네덜란드 "
        "オランダ holland paesi_bassi olanda olandes*",
    "NO": "norway norweg* norvège norvégien* noruega noruego* noruegu* норвег* норвеж* norvešk* "
        "نرويج 挪威 노르웨이 ノルウェー norvegia norveges*",
    "NP": "nepal* népal* непал* نيبال 尼泊尔 네팔 ネパール",
    "NZ": "new_zealand* neuseel* nouvelle-zélande néo-zéland* nueva_zelanda neozeland* "
        "nova_zelândia новозеланд* новой_зеланд* новая_зеландия novozeland* نيوزيلندا 新西兰 "
        "紐西蘭 뉴질랜드 ニュージーランド",
    "PE": "peru peruvian* perú peruan* péruvien* pérou перу перуанск* بيرو 秘鲁 페루 ペルー",
    "PH": "philippin* filipin* филиппин* فلبين 菲律宾 菲律賓 필리핀 フィリピン filippin*",
    "PK": "pakistan* pakistán* paquist* пакистан* باكستان 巴基斯坦 파키스탄 パキスタン",
    "PL": "poland poland's polish polen polnisch* pologne polonais* polonia polac* polon* polaco* "
        "polaca* polônia polonês* polones* polonaise* польш* польск* poljsk* بولند 波兰 波蘭 "
        "폴란드 ポーランド",
    "PS": "palestin* palästin* палестин* فلسطين 巴勒斯坦 팔레스타인 パレスチナ gaza gazastreifen "
        "gaza's газ*_сектор* сектор*_газа غزة 加沙 가자지구 ガザ hamas хамас* حماس 哈马斯 하마스 "
        "ハマス",
    "PT": "portugal* portugies* portugais* portugues* portugués* português* португал* portugalsk* "
        "برتغال 葡萄牙 포르투갈 ポルトガル",
    "PY": "paragua* парагва* 巴拉圭 파라과이 パラグアイ",
    "QA": "qatar* katar* катар* قطر 卡塔尔 카타르 カタール catar catarí*",
    "RO": "romania* rumän* roumani* roumain* rumani* rumano* romên* румын* romunij* romunsk* "
        "روماني 罗马尼亚 루마니아 ルーマニア",
    "RS": "serbia* serbian* serbien serbisch* serbe serbes serbie serbio* sérvi* серби* сербск* "
        "srbij* srbsk* صرب 塞尔维亚 세르비아 セルビア",
    "RU": "russia* russian* russland* russisch* russe russes russie rusia ruso rusos rusa rusas "
        "rússia russo russos russa russas росси* русск* rusij* rusk* ruski روسيا روسي 俄罗斯 "
        "俄羅斯 俄军 俄方 러시아 ロシア kremlin kreml кремл* كرملين 克里姆林宫 크렘린 クレムリン",
    "RW": "rwanda* ruanda* руанд* 卢旺达 르완다 ルワンダ",
    "SA": "saudi* saoud* saudit* arabie_saoudite arabia_saud* arábia_saud* саудов* savdsk* "
        "السعودية سعودي 沙特 沙烏地 사우디 サウジ",
    "SD": "sudan sudanese soudan* sudán sudanés* sudão судан* السودان سوداني 苏丹 수단_내전 "
        "スーダン",
    "SE": "sweden swedish swede swedes schweden schwedisch* suède suédois* suecia sueco* sueca* "
        "suécia швеци* шведск* švedsk* سويد 瑞典 스웨덴 スウェーデン svezia svedes*",
    "SG": "singap* singapour* singapur* cingapura сингапур* سنغافورة 新加坡 싱가포르 シンガポール",
    "SI": "sloven* slowen* slovène* eslovên* esloven* eslové* словен* سلوفين 斯洛文尼亚 슬로베니아 "
        "スロベニア",
    "SK": "slovakia* slovak* slowak* slovaque* eslovac* eslovaq* словак* slovašk* سلوفاك 斯洛伐克 "
        "슬로바키아 スロバキア",
    "SN": "senegal* sénégal* сенегал* سنغال 塞内加尔 세네갈 セネガル",
    "SV": "el_salvador salvadoreñ* salvadoran* сальвадор* 萨尔瓦多 엘살바도르 エルサルバドル",
    "SY": "syria* syrian* syrien* syrisch* syrie siria sirio* síria сири* sirij* سوريا سوري 叙利亚 "
        "敘利亞 시리아 シリア",
    "TH": "thailand thai thais thailänd* thaïland* tailand* tailând* таиланд* тайланд* tajsk* "
        "تايلاند 泰国 泰國 태국 タイ政府 タイ国",
    "TN": "tunisia* tunisi* tunesi* tunecin* tunísi* тунис* tunizij* تونس 突尼斯 튀니지 "
        "チュニジア",
    "TR": "turkey turkish turk turks türkei türkisch* türkiye turquie turc turcs turque turques "
        "turquía turco turcos turca turcas turquia турци* турецк* turčij* turšk* تركيا تركي "
        "土耳其 튀르키예 터키 トルコ турки турок turchia",
    "TW": "taiwan* taïwan* taiwán* тайван* tajvan* تايوان 台湾 台灣 臺灣 대만 taipei taipeh taipé* "
        "тайбэ* 台北 타이베이 台股 taiex",
    "UA": "ukrain* ucrani* ucran* ucrâni* украин* ukrajin* أوكران اوكران 乌克兰 烏克蘭 "
        "우크라이나 ウクライナ ucraina ucrain*",
    "UG": "uganda* ouganda* ugand* уганд* أوغندا 乌干达 우간다 ウガンダ",
    "US": "usa u.s. u.s.a. us-based united_states america america's american americans "
        "us_president us_senate us_congress us_court us_judge us_government us_military "
        "us_election us_economy us_stocks us_shares us_officials us_house us_supreme us_navy "
        "us_army us_troops us_air us_export us_chip us_tech us_tariffs us_treasury us_approval "
        "us_data us_sanctions us_treasuries us_justice us_state us_trade us_inflation us_jobs "
        "us_federal us_bank us_open us_soldiers us_forces us_senator us_lawmakers us_listing "
        "us_women us_men us_basketball us-china us-led us-präsident* us-regierung* "
        "us-basketball* vereinigte*_staaten amerika amerikan* amerikaner* états-unis américain* "
        "estados_unidos ee.uu. eeuu ee._uu. eua estadounidens* norteamerican* norte-americ* "
        "americano* americana* amerikai* сша америк* американ* zda ameri* amerišk* američan* "
        "أمريك أميرك امريك 美国 美國 美股 美军 美联储 對美 对美 美媒 华府 미국 米国 米政府 米軍 "
        "米株 米大手 アメリカ stati_uniti statunitens*",
    "UY": "urugua* уругва* أوروغواي 乌拉圭 우루과이 ウルグアイ",
    "UZ": "uzbek* usbek* ouzbek* узбек* 乌兹别克 우즈베키스탄 ウズベキスタン",
    "VE": "venezuel* vénézuél* венесуэл* venezuelsk* فنزويل 委内瑞拉 委內瑞拉 베네수엘라 "
        "ベネズエラ",
    "VN": "vietnam* viêt_nam viet_nam vietnã* вьетнам* فيتنام 越南 베트남 ベトナム",
    "WS": "samoa* samoan* самоа* ساموا 萨摩亚 사모아 サモア",
    "XK": "kosov* kosovo* kosovar* косов* كوسوف 科索沃 코소보 コソボ",
    "YE": "yemen* jemen* yémen* iémen* йемен* اليمن يمني 也门 예멘 イエメン houthi* хусит* الحوثي "
        "胡塞 후티 フーシ",
    "ZA": "south_africa* südafrik* afrique_du_sud sud-afric* sudáfric* sudafric* áfrica_do_sul "
        "sul-afric* юар южноафрик* južn*_afrik* جنوب_أفريقيا 南非 남아프리카 남아공 南アフリカ",
    "ZW": "zimbab* simbab* зимбаб* 津巴布韦 짐바브웨 ジンバブエ",
}  # fmt: skip
"""ISO 3166 code → the country and its people as headlines name them; EU and XK by custom."""

_CITIES = {
    "AE.abu-dhabi": "abu_dhabi abou_dhabi abu_dabi абу-даби 阿布扎比 아부다비 アブダビ",
    "AE.dubai": "dubai dubái дубай 迪拜 杜拜 두바이 ドバイ",
    "AF.kabul": "kabul kaboul cabul кабул* 喀布尔 카불 カブール",
    "AR.buenos-aires": "buenos_aires буэнос-айрес* 布宜诺斯艾利斯 부에노스아이레스 "
        "ブエノスアイレス",
    "AT.vienna": "vienna wien viena 维也纳 ウィーン",
    "AU.brisbane": "brisbane брисбен* 布里斯班 브리즈번 ブリスベン",
    "AU.melbourne": "melbourne мельбурн* 墨尔本 멜버른 メルボルン",
    "AU.sydney": "sydney sídney сидне* 悉尼 시드니 シドニー",
    "BE.brussels": "brussels brüssel bruxelles bruselas bruxelas брюссел* 布鲁塞尔 브뤼셀 "
        "ブリュッセル",
    "BR.brasilia": "brasília brasilia 巴西利亚 브라질리아 ブラジリア",
    "BR.rio": "rio_de_janeiro рио-де-жанейро 里约热内卢 里约 리우데자네이루 リオデジャネイロ",
    "BR.sao-paulo": "são_paulo sao_paulo сан-паулу 圣保罗 상파울루 サンパウロ",
    "CA.montreal": "montreal montréal монреал* 蒙特利尔 몬트리올 モントリオール",
    "CA.toronto": "toronto торонто 多伦多 토론토 トロント",
    "CA.vancouver": "vancouver ванкувер* 温哥华 밴쿠버 バンクーバー",
    "CH.geneva": "geneva genf genève ginebra genebra женев* 日内瓦 제네바 ジュネーブ",
    "CH.zurich": "zurich zürich zúrich цюрих* 苏黎世 취리히 チューリッヒ",
    "CN.beijing": "beijing peking pékin pekín pequim пекин* pechino بكين 北京 베이징 北京市",
    "CN.guangzhou": "guangzhou кантон* 广州 廣州 광저우 広州",
    "CN.shanghai": "shanghai schanghai shanghái xangai шанха* شنغهاي 上海 상하이 沪指 上证",
    "CN.shenzhen": "shenzhen шэньчжэн* 深圳 선전시 深セン 深证 深成指",
    "CN.wuhan": "wuhan ухан* 武汉 우한 武漢",
    "CN.xinjiang": "xinjiang синьцзян* 新疆 신장_위구르 ウイグル",
    "CO.bogota": "bogotá bogota богот* 波哥大 보고타 ボゴタ",
    "CZ.prague": "prague prag praga прага праге праги 布拉格 프라하 プラハ",
    "DE.berlin": "berlin berlín berlim берлин* برلين 柏林 베를린 ベルリン",
    "DE.frankfurt": "frankfurt fráncfort франкфурт* 法兰克福 프랑크푸르트 フランクフルト dax",
    "DE.munich": "munich münchen múnich munique мюнхен* 慕尼黑 뮌헨 ミュンヘン",
    "DK.copenhagen": "copenhagen kopenhagen copenhague копенгаген* 哥本哈根 코펜하겐 "
        "コペンハーゲン",
    "EG.cairo": "cairo kairo le_caire el_cairo каир* القاهرة 开罗 카이로 カイロ",
    "ES.barcelona": "barcelona barcelone барселон* 巴塞罗那 바르셀로나 バルセロナ",
    "ES.madrid": "madrid мадрид* 马德里 마드리드 マドリード ibex_35",
    "FR.paris": "paris parís париж* باريس 巴黎 파리_올림픽 파리에서 パリ cac_40",
    "GB.london": "london londres london's londra лондон* لندن 伦敦 倫敦 런던 ロンドン ftse_100 "
        "ftse",
    "GB.scotland": "scotland scottish schottland écosse escocia escócia шотланд* 苏格兰 스코틀랜드 "
        "スコットランド",
    "GR.athens": "athens athen athènes atenas афины афинах 雅典 아테네 アテネ",
    "ID.jakarta": "jakarta yakarta jacarta джакарт* 雅加达 자카르타 ジャカルタ",
    "IE.dublin": "dublin dublín дублин* 都柏林 더블린 ダブリン",
    "IL.jerusalem": "jerusalem jérusalem jerusalén jerusalém иерусалим* القدس 耶路撒冷 "
        "예루살렘 エルサレム",
    "IL.tel-aviv": "tel_aviv tel-aviv тель-авив* 特拉维夫 텔아비브 テルアビブ",
    "IN.delhi": "delhi new_delhi neu-delhi дели 新德里 뉴델리 ニューデリー",
    "IN.mumbai": "mumbai bombay мумба* 孟买 뭄바이 ムンバイ sensex nifty",
    "IR.tehran": "tehran teheran téhéran teherán teerã тегеран* طهران 德黑兰 테헤란 テヘラン",
    "IQ.baghdad": "baghdad bagdad bagdá багдад* بغداد 巴格达 바그다드 バグダッド",
    "IT.milan": "mailand milano милан* 米兰 밀라노 ミラノ",
    "IT.rome": "rome roma_capitale 罗马市 로마시 ローマ",
    "JP.fukushima": "fukushima фукусим* 福岛 후쿠시마 福島",
    "JP.osaka": "osaka осак* 大阪 오사카",
    "JP.tokyo": "tokyo tokio tokyo's tóquio токио tokiu tokia طوكيو 东京 東京 东奥 東奧 도쿄 "
        "東京株 nikkei topix",
    "KR.seoul": "seoul seúl сеул* سيول 首尔 首爾 서울 ソウル kospi 코스피 kosdaq 코스닥",
    "LB.beirut": "beirut beyrouth beirute бейрут* بيروت 贝鲁特 베이루트 ベイルート",
    "MX.mexico-city": "mexico_city mexiko-stadt ciudad_de_méxico cidade_do_méxico мехико "
        "墨西哥城 멕시코시티 メキシコシティ",
    "NL.amsterdam": "amsterdam ámsterdam amsterdã амстердам* 阿姆斯特丹 암스테르담 アムステルダム",
    "PH.manila": "manila manille манил* 马尼拉 마닐라 マニラ",
    "PL.warsaw": "warsaw warschau varsovie varsovia varsóvia варшав* 华沙 바르샤바 ワルシャワ",
    "PT.lisbon": "lisbon lissabon lisbonne lisboa лиссабон* 里斯本 리스본 リスボン",
    "QA.doha": "doha доха дохе 多哈 도하 ドーハ",
    "RU.moscow": "moscow moskau moscou moscú moscovo москв* moskv* mosca موسكو 莫斯科 모스크바 "
        "モスクワ",
    "RU.st-petersburg": "st_petersburg st._petersburg sankt_petersburg saint-pétersbourg "
        "san_petersburgo санкт-петербург* 圣彼得堡 상트페테르부르크 サンクトペテルブルク",
    "SA.riyadh": "riyadh riad er-riad эр-рияд* 利雅得 리야드 リヤド",
    "SE.stockholm": "stockholm estocolmo стокгольм* 斯德哥尔摩 스톡홀름 ストックホルム",
    "TH.bangkok": "bangkok бангкок* 曼谷 방콕 バンコク",
    "TR.ankara": "ankara анкар* 安卡拉 앙카라 アンカラ",
    "TR.istanbul": "istanbul estambul istambul стамбул* إسطنبول 伊斯坦布尔 이스탄불 "
        "イスタンブール",
    "UA.kharkiv": "kharkiv charkiw járkiv харьков* 哈尔科夫 하르키우 ハルキウ",
    "UA.kyiv": "kyiv kiev kiew kyjiw киев* كييف 基辅 키이우 키예프 キーウ キエフ",
    "UA.crimea": "crimea krim crimée крым* القرم 克里米亚 크림반도 クリミア",
    "UA.donbas": "donbas donbass донбасс* donetsk donezk донецк* 顿巴斯 돈바스 ドンバス",
    "US.arizona": "arizona аризон* 亚利桑那 애리조나 アリゾナ",
    "US.boston": "boston бостон* 波士顿 보스턴 ボストン",
    "US.california": "california kalifornien californie californi* калифорни* 加州 加利福尼亚 "
        "캘리포니아 カリフォルニア",
    "US.chicago": "chicago чикаго 芝加哥 시카고 シカゴ",
    "US.detroit": "detroit детройт* 底特律 디트로이트 デトロイト",
    "US.florida": "florida flórida флорид* 佛罗里达 佛州 플로리다 フロリダ",
    "US.idaho": "idaho айдахо 爱达荷 아이다호 アイダホ",
    "US.houston": "houston хьюстон* 休斯敦 휴스턴 ヒューストン",
    "US.las-vegas": "las_vegas лас-вегас* 拉斯维加斯 라스베이거스 ラスベガス",
    "US.los-angeles": "los_angeles los_ángeles лос-анджелес* 洛杉矶 로스앤젤레스 ロサンゼルス",
    "US.louisiana": "louisiana luisiana луизиан* 路易斯安那 루이지애나 ルイジアナ",
    "US.memphis": "memphis 孟菲斯 멤피스 メンフィス",
    "US.miami": "miami майами 迈阿密 마이애미 マイアミ",
    "US.michigan": "michigan мичиган* 密歇根 미시간 ミシガン",
    "US.minneapolis": "minneapolis миннеаполис* 明尼阿波利斯",
    "US.new-jersey": "new_jersey nueva_jersey нью-джерси 新泽西 뉴저지 ニュージャージー",
    "US.new-york": "new_york nueva_york nova_york nova_iorque нью-йорк* نيويورك 纽约 紐約 뉴욕 "
        "ニューヨーク wall_street wall_st уолл-стрит* 华尔街 華爾街 월가 ウォール街 s&p_500 "
        "nasdaq nyse dow_jones 纳指 标普 道指 나스닥 다우 ナスダック ダウ平均",
    "US.ohio": "ohio огайо 俄亥俄 오하이오 オハイオ",
    "US.oregon": "oregon орегон* 俄勒冈 오리건 オレゴン",
    "US.pennsylvania": "pennsylvania пенсильван* 宾夕法尼亚 宾州 펜실베이니아 ペンシルベニア",
    "US.philadelphia": "philadelphia philly филадельф* 费城 필라델피아 フィラデルフィア",
    "US.san-francisco": "san_francisco são_francisco сан-франциско 旧金山 샌프란시스코 "
        "サンフランシスコ",
    "US.seattle": "seattle сиэтл* 西雅图 시애틀 シアトル",
    "US.silicon-valley": "silicon_valley кремниев*_долин* 硅谷 矽谷 실리콘밸리 シリコンバレー",
    "US.texas": "texas техас* 得州 德州 德克萨斯 得克萨斯 텍사스 テキサス abilene 阿比林 애빌린",
    "US.virginia": "virginia виргини* 弗吉尼亚 버지니아 バージニア",
    "US.washington": "washington вашингтон* واشنطن 华盛顿 워싱턴 ワシントン white_house "
        "weißes_haus weißen_haus maison-blanche casa_blanca casa_branca бел*_дом* "
        "البيت_الأبيض 白宫 백악관 ホワイトハウス",
    "US.wisconsin": "wisconsin висконсин* 威斯康星 위스콘신 ウィスコンシン",
    "VN.hanoi": "hanoi hanói ханой 河内 하노이 ハノイ",
}  # fmt: skip
"""Country and name → a city, state or region; a city's exchange and its index stand for it."""

_NOWHERE = {
    "": "mark_cuban real_madrid fc_barcelona atlético_de_madrid new_england england_patriots"
    " paris_hilton boston_dynamics kansas_city_chiefs papua_new_guinea"
    " equatorial_guinea washington_post new_york_times wall_street_journal los_angeles_times"
    " boston_globe chicago_tribune chicago_sun-times south_china_sea latin_america south_america"
    " north_america central_america amérique_du_sud américa_latina américa_do_sul bank_of_america"
    " american_express american_airlines british_airways air_china china_mobile deutsche_bank"
    " deutsche_welle air_france france_presse france_24 new_york_post houston_chronicle"
    " washington_commanders washington_wizards nova_scotia english-language indian_ocean"
    " indian_wells american_idol american_football 韩国瑜 南中国海 日本酒 독일차"
}  # fmt: skip
"""Names that hold a place without speaking of it: papers, companies, clubs, seas."""

_PREFIX = "p:"
_COUNTRY = len("p:KR")
_FINDER = CueFinder(
    {_PREFIX + place: told for place, told in (_COUNTRIES | _CITIES).items()} | _NOWHERE
)
_US_ALONE = late_regex(r"us(?:(?<=^us)(?= [a-z])|(?<=the us)(?![a-z'])|(?<![a-z]us)(?=-[a-z]))")
"""The folded "US" is a pronoun, but seldom at the head of a headline or behind "the". The pattern
begins with what is rare, and looks back from there: so it is found in a fraction of the time."""


def places(folded: str) -> list[str]:
    """Return the places that a folded text names, in order and without repeats.

    A country is "p:KR"; a city, state or region is "p:KR.seoul", and brings its country along.
    """
    found: dict[str, None] = {}
    for place, _, _ in _FINDER.find(folded):
        found[place[:_COUNTRY]] = None
        found[place] = None
    if "us" in folded and _US_ALONE.search(folded):
        found[_PREFIX + "US"] = None
    return list(found)


def place_spans(folded: str) -> list[tuple[str, int, int]]:
    """Return the places of a folded text as they stand in it: feature, start and end."""
    return list(_FINDER.find(folded))


def countries(found: Collection[str]) -> frozenset[str]:
    """Return the countries of places; Europe alone says too little to be one."""
    return frozenset([place[:_COUNTRY] for place in found]) - {f"{_PREFIX}EU"}
