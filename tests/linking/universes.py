"""A small universe of its own for the tests of reading and linking."""

from __future__ import annotations

from tapestory.model import Instrument, Sector, Universe


def _instrument(
    symbol: str,
    name: str,
    sector: str,
    aliases: tuple[str, ...] = (),
    weak: tuple[str, ...] = (),
    *,
    mic: str = "XNAS",
    entity: str = "",
) -> Instrument:
    return Instrument(
        symbol=symbol,
        name=name,
        mic=mic,
        currency="USD",
        sector=sector,
        aliases=aliases,
        weak_aliases=weak,
        entity=entity,
    )


UNIVERSE = Universe(
    instruments={
        item.symbol: item
        for item in (
            _instrument(
                "META",
                "Meta Platforms",
                "hyperscaler",
                ("Meta Platforms", "脸书", "메타 플랫폼스"),
                ("Meta", "Llama", "메타", "メタ"),
            ),
            _instrument("ORCL", "Oracle", "hyperscaler", ("甲骨文",), ("Oracle",), mic="XNYS"),
            _instrument("CRWV", "CoreWeave", "neocloud", ("CoreWeave",)),
            _instrument("NBIS", "Nebius Group", "neocloud", ("Nebius", "Nebius Group")),
            _instrument(
                "NVDA",
                "NVIDIA",
                "chip",
                ("Nvidia", "英伟达", "엔비디아", "エヌビディア"),
                ("H100",),
            ),
            _instrument("MU", "Micron Technology", "memory", ("Micron", "美光", "마이크론")),
            _instrument("SNDK", "Sandisk", "memory", ("Sandisk", "闪迪", "샌디스크")),
            _instrument(
                "005930.KS",
                "Samsung Electronics",
                "memory",
                ("Samsung Electronics", "三星电子", "삼성전자", "サムスン電子"),
                ("Samsung",),
                mic="XKRX",
            ),
            _instrument(
                "000660.KS",
                "SK hynix",
                "memory",
                ("SK Hynix", "SK海力士", "SK하이닉스", "SKハイニックス"),
                mic="XKRX",
            ),
            _instrument("TSM", "TSMC (ADR)", "foundry", ("TSMC", "台积电"), entity="tsmc"),
            _instrument(
                "2330.TW", "TSMC", "foundry", ("TSMC", "台积电"), mic="XTAI", entity="tsmc"
            ),
            _instrument("GS", "Goldman Sachs", "source_only", ("Goldman Sachs", "高盛")),
            _instrument("^KS11", "KOSPI", "index", ("KOSPI", "코스피"), mic="XKRX"),
            _instrument("^IXIC", "Nasdaq Composite", "index", ("Nasdaq Composite",), ("Nasdaq",)),
            _instrument("ARM", "Arm Holdings", "chip", ("Arm Holdings",), ("Arm",)),
        )
    },
    sectors={
        "hyperscaler": Sector(id="hyperscaler", name="Hyperscalers", aliases=("hyperscalers",)),
        "neocloud": Sector(id="neocloud", name="Neoclouds", aliases=("neoclouds",)),
        "chip": Sector(id="chip", name="Chips", aliases=("chipmakers", "半导体股")),
        "memory": Sector(id="memory", name="Memory", aliases=("memory stocks", "storage", "存储")),
        "optical": Sector(id="optical", name="Optical", aliases=("optical modules", "光模块")),
        "foundry": Sector(id="foundry", name="Foundries", aliases=("foundries",)),
        "source_only": Sector(id="source_only", name="Quoted", peers=False),
        "index": Sector(id="index", name="Indices", peers=False),
    },
)
