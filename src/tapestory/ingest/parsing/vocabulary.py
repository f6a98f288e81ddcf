"""The names of feed elements, as feedparser sorts them: which we read, which say nothing to us."""

from __future__ import annotations

XML = "{http://www.w3.org/XML/1998/namespace}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "http://www.w3.org/2005/Atom"
RSS1 = "http://purl.org/rss/1.0/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

PREFIXES = {
    "": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://example.com/necho": "",
    "http://example.com/newformat#": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/echo/": "",
    "http://purl.org/pie/": "",
    RSS1: "",
    "http://purl.org/rss/1.0/modules/rss091#": "",
    ATOM.lower(): "",
    "uri/of/echo/namespace#": "",
    "http://webns.net/mvcb/": "admin",
    "http://purl.org/rss/1.0/modules/aggregation/": "ag",
    "http://purl.org/rss/1.0/modules/annotate/": "annotate",
    "http://media.tangent.org/rss/1.0/": "audio",
    "http://backend.userland.com/blogchannelmodule": "blogchannel",
    "http://creativecommons.org/ns#license": "cc",
    "http://web.resource.org/cc/": "cc",
    "http://purl.org/rss/1.0/modules/company": "co",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://my.theinfo.org/changed/1.0/rss/": "cp",
    "http://backend.userland.com/creativecommonsrssmodule": "creativecommons",
    "http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "creativecommons",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/email/": "email",
    "http://purl.org/rss/1.0/modules/event/": "ev",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://freshmeat.net/rss/fm/": "fm",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "geo",
    "http://www.georss.org/georss": "georss",
    "http://www.opengis.net/gml": "gml",
    "http://postneo.com/icbm/": "icbm",
    "http://purl.org/rss/1.0/modules/image/": "image",
    "http://example.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/rss/1.0/modules/link/": "l",
    "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media",
    "http://madskills.com/public/xml/rss/module/pingback/": "pingback",
    "http://prismstandard.org/namespaces/1.2/basic/": "prism",
    "http://podlove.org/simple-chapters": "psc",
    RDF: "rdf",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs",
    "http://purl.org/rss/1.0/modules/reference/": "ref",
    "http://purl.org/rss/1.0/modules/richequiv/": "reqv",
    "http://purl.org/rss/1.0/modules/search/": "search",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://schemas.xmlsoap.org/soap/envelope/": "soap",
    "http://purl.org/rss/1.0/modules/servicestatus/": "ss",
    "http://hacks.benhammersley.com/rss/streaming/": "str",
    "http://purl.org/rss/1.0/modules/subscription/": "sub",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://schemas.pocketsoap.com/rss/mydescmodule/": "szf",
    "http://purl.org/rss/1.0/modules/taxonomy/": "taxo",
    "http://purl.org/rss/1.0/modules/threading/": "thr",
    "http://purl.org/rss/1.0/modules/textinput/": "ti",
    "http://madskills.com/public/xml/rss/module/trackback/": "trackback",
    "http://wellformedweb.org/commentapi/": "wfw",
    "http://purl.org/rss/1.0/modules/wiki/": "wiki",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/xml/1998/namespace": "xml",
}
"""Namespace in lower case → the prefix that stands for it, whatever the document calls it."""


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


TITLES = _names("title dc_title media_title")
DESCRIPTIONS = _names("description dc_description media_description")
SUMMARIES = _names("summary itunes_summary")
AUTHORS = _names("author managingeditor dc_author dc_creator itunes_author")
DATES = {
    "pubdate": "published",
    "published": "published",
    "issued": "published",
    "dcterms_issued": "published",
    "updated": "updated",
    "modified": "updated",
    "lastbuilddate": "updated",
    "dc_date": "updated",
    "dcterms_modified": "updated",
    "created": "created",
    "dcterms_created": "created",
}
LANGUAGES = _names("language dc_language")

SILENT = _names(
    "admin_errorreportsto admin_generatoragent category cloud comments copyright"
    " creativecommons_license dc_contributor"
    " dc_publisher dc_rights dc_subject dcterms_valid docs enclosure expirationdate"
    " feedburner_browserfriendly generator homepage icon itunes_block itunes_category"
    " itunes_explicit itunes_image itunes_keywords itunes_subtitle keywords logo media_category"
    " media_credit media_keywords media_license media_player media_rating media_restriction"
    " media_thumbnail rating rights subtitle tagline ttl uri url webmaster"
)
"""Elements that feedparser knows and that hold nothing for us; they hold only text."""

TRANSPARENT = _names("media_content media_group")
"""Elements whose children count as if they stood beside them."""

CONTAINERS = {
    "contributor": _names("name email uri url"),
    "image": _names("title link url width height description"),
    "itunes_category": _names("itunes_category"),
    "itunes_owner": _names("itunes_name itunes_email"),
    "items": _names("rdf_seq"),
    "rdf_seq": _names("rdf_li"),
    "skipdays": _names("day"),
    "skiphours": _names("hour"),
    "textinput": _names("title link description name"),
}
"""Elements outside of entries that hold others, and which those are."""

PLACES = _names(
    "georss_box georss_line georss_point georss_polygon georss_where gml_exterior gml_linearring"
    " gml_linestring gml_point gml_polygon gml_pos gml_poslist psc_chapter psc_chapters"
)
"""Coordinates and chapters: feedparser reads them, and gives up a whole feed over a bad one."""

RESERVED = _names(
    "abstract author authors author_detail body category cc_license channel cloud content"
    " content_encoded contributor contributors copyright copyright_detail created created_parsed"
    " creativecommons_license date date_parsed dc_author dc_contributor dc_creator dc_date"
    " dc_description dc_language dc_publisher dc_rights dc_subject dc_title dcterms_created"
    " dcterms_issued dcterms_modified dcterms_valid description description_detail email enclosure"
    " enclosures entries entry expirationdate feed feedburner_browserfriendly feedburner_origlink"
    " fullitem generator geom georss_box georss_line georss_point georss_polygon georss_where"
    " georssgeom gml_exterior gml_linearring gml_linestring gml_point gml_polygon gml_pos"
    " gml_poslist guid guidislink height homepage href id image info issued issued_parsed item"
    " items itunes_author itunes_block itunes_category itunes_email itunes_explicit itunes_image"
    " itunes_keywords itunes_link itunes_name itunes_owner itunes_subtitle itunes_summary"
    " keywords language lastbuilddate license link links managingeditor media_category"
    " media_content media_credit media_description media_group media_keywords media_license"
    " media_player media_rating media_restriction media_thumbnail media_title modified"
    " modified_parsed name newlocation psc_chapter psc_chapters pubdate published"
    " published_parsed publisher publisher_detail rights rights_detail rss source subtitle"
    " subtitle_detail summary summary_detail svg math tagline tagline_detail tags textinput title"
    " title_detail updated updated_parsed uri url webmaster where width xhtml_body"
)
"""Names that mean something to feedparser or to whoever reads what it found."""

HTML = _names(
    "a abbr acronym address area article aside audio b big blockquote br button canvas caption"
    " center cite code col colgroup command datagrid datalist dd del details dfn dialog dir div dl"
    " dt em event-source fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i"
    " img input ins kbd keygen label legend li m map menu meter multicol nav nextid noscript ol"
    " optgroup option output p pre progress q s samp section select small sound source spacer span"
    " strike strong sub sup table tbody td textarea tfoot th thead time tr tt u ul var video"
)
"""Elements by which feedparser recognises HTML in what is declared to be plain text."""
