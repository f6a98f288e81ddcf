"""What is known of research houses, brokers and raters: whose notes and estimates are quoted.

They are listed as newsrooms are. A note may be the news itself; mostly it is a comment on it.
"""

from __future__ import annotations

from tapestory.reading.sources.newsrooms import listed

RESEARCH = listed(r"""
    SemiAnalysis; semianalysis.com; SemiAnalysis, 세미애널리시스
    Ming-Chi Kuo;; Ming-Chi Kuo, 郭明錤, 郭明池, 궈밍치, ミンチー・クオ
    TrendForce; trendforce.com trendforce.cn trendforce.com.tw; TrendForce, 集邦咨询, 集邦諮詢, \
        트렌드포스, トレンドフォース
    Counterpoint; counterpointresearch.com; Counterpoint Research, Counterpoint, \
        카운터포인트리서치
    S&P Global; spglobal.com; S&P Global
    Bloomberg Intelligence;; Bloomberg Intelligence, 彭博行业研究, 블룸버그 인텔리전스
    Morningstar; morningstar.com; Morningstar, 晨星
    Epoch AI; epoch.ai; Epoch AI
    Gartner; gartner.com; Gartner
    IDC; idc.com; IDC
    Omdia; omdia.com; Omdia
    McKinsey; mckinsey.com; McKinsey
    Synergy Research; srgresearch.com; Synergy Research Group, Synergy Research
    Moody's; moodys.com; Moody's, Moody’s, 穆迪, 무디스
    Fitch; fitchratings.com; Fitch Ratings, Fitch, 惠誉
    Goldman Sachs;; Goldman Sachs, Goldman, 高盛, 골드만삭스, ゴールドマン・サックス
    Morgan Stanley;; Morgan Stanley, 摩根士丹利, 大摩, 모건스탠리, モルガン・スタンレー
    JPMorgan;; JPMorgan Chase, JPMorgan, JP Morgan, J.P. Morgan, 摩根大通, 小摩, JP모건, JPモルガン
    Bank of America;; Bank of America, BofA Securities, BofA, 美国银行, 美银, 뱅크오브아메리카
    Citi;; Citigroup, Citi Research, Citi, 花旗, 씨티그룹, シティグループ
    UBS;; UBS, 瑞银, 瑞銀
    HSBC;; HSBC, 汇丰, 滙豐
    Barclays;; Barclays, 巴克莱, 바클레이스
    Deutsche Bank;; Deutsche Bank, 德意志银行, 德银
    Nomura;; Nomura, 野村, 노무라
    Mizuho;; Mizuho Securities, Mizuho, 瑞穗, みずほ証券
    Macquarie;; Macquarie, 麦格理, 맥쿼리
    Jefferies;; Jefferies, 杰富瑞, 제프리스
    Bernstein;; Bernstein, 伯恩斯坦, 번스타인
    Wells Fargo;; Wells Fargo, 富国银行, 웰스파고
    Wedbush;; Wedbush Securities, Wedbush
    Evercore;; Evercore ISI, Evercore
    Piper Sandler;; Piper Sandler
    KeyBanc;; KeyBanc Capital Markets, KeyBanc
    Raymond James;; Raymond James
    TD Cowen;; TD Cowen
    RBC Capital Markets;; RBC Capital Markets
    MoffettNathanson;; MoffettNathanson
    New Street Research;; New Street Research
    DA Davidson;; D.A. Davidson, DA Davidson
    Cantor Fitzgerald;; Cantor Fitzgerald
    Rosenblatt;; Rosenblatt Securities, Rosenblatt
    Needham;; Needham
    CLSA;; CLSA, 里昂证券
    CICC;; CICC, 中金公司
    CITIC Securities;; CITIC Securities, 中信证券
""", research=True)  # fmt: skip
