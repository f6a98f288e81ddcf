"""Which words are empty, and which stand in every other story: listed by hand."""

from __future__ import annotations


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


EMPTY_WORDS = _listed(
    """
    a an the and or but nor if then than that this these those there here it its it's is are was
    were be been being am do does did done doing have has had having will would shall should can
    could may might must not no yes of in on at to for from by with without about into onto over
    under after before between among during through against amid as per via up down out off he
    she they them his their her hers him we us our you your i me my mine who whom whose which
    what when where why how all any both each few more most other some such only own same so too
    very just also even still yet now again once ever never get gets got let lets one ones der
    die das den dem des ein eine einer eines und oder aber ist sind war wird werden mit von zu
    zum zur im am für auf aus bei nach über unter nicht auch sich le la les un une des du de et
    ou mais est sont dans sur pour par avec sans que qui ce cette ces au aux se el los las una
    unos y o pero es son en con sin para por su sus al lo del como más il gli di da che non per
    nel della dei delle alla ai uno um uma os as dos das no na nos nas ao com sem seu sua em и в
    во на с со к по за из от у о об что как не это для при до его её их он она они
    """
)
"""Words that say nothing about what happened, in the languages that need them most."""

COMMON_WORDS = _listed(
    """
    say said says new news report reports reported according year years day days week weeks
    month today first two three last next time people make makes made take takes took come comes
    set sets back way world top big high best well good part use used using show shows plan
    plans part amid show want wants see sees look looks find know need work start end call calls
    called help still many much while since because however include including million billion
    percent trillion per cent company companies firm group market markets business industry
    stock stocks share shares investor investors price prices sale sales deal rise rises fall
    falls live update updates latest video watch read here's what's could government president
    country state national official officials monday tuesday wednesday thursday friday saturday
    sunday january february march april june july august september october november december
    """
)
"""Words that stand in every other story, and so tell little about which one it is."""
