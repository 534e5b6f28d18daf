"""Chinese surnames as they are romanised: Eason Chan is 陳奕迅, whose other name nobody could read in it.

Singers of Hong Kong, Taiwan and Singapore go by an English given name; of the Chinese one only the surname is left,
in Cantonese, Mandarin (pinyin or Wade-Giles), Hokkien or Teochew.
"""

from functools import lru_cache
from typing import Final

from syncer.matching.chinese import simplified
from syncer.matching.script import is_latin, scripts
from syncer.matching.text import fold

_TABLE: Final = """
陈 chan chen tan chin tran|李 li lee lei|张 cheung zhang chang cheong teo|王 wong wang ong heng
黄 wong huang hwang ng ooi wee|刘 lau liu low|林 lam lin lim|吴 ng wu goh go|杨 yeung yang young yeo
周 chow zhou chou chau jhou chew|郑 cheng zheng tay tee|梁 leung liang leong neo
谢 tse xie hsieh chia tsai|容 yung rong jung|何 ho he|郭 kwok guo kuo kwek quek|罗 law lo luo loh
叶 ip yip ye yeh yap|邓 tang deng teng|许 hui xu hsu koh|蔡 choi tsai cai chua choy
曾 tsang zeng tseng chan|冯 fung feng foong|彭 pang peng phang|苏 so su soo|卢 lo lu loo lou
萧 siu xiao hsiao seow shiao|肖 siu xiao|方 fong fang png|余 yu yue yee|孙 sun suen soon
朱 chu zhu choo gee|胡 wu hu woo oh|高 ko gao kao|徐 chui xu hsu tsui chee|潘 poon pan pun phua
古 ku gu koo|关 kwan guan|江 kong jiang chiang kang|钟 chung zhong cheung choong|麦 mak mai|莫 mok mo
温 wan wen|汪 wong wang|戴 tai dai|袁 yuen yuan|区 au ou|欧 au ou|魏 ngai wei|任 yam ren jen|姚 yiu yao
丁 ting ding|石 shek shi shih|范 fan|侯 hau hou|薛 sit xue hsueh|严 yim yan yen|颜 ngan yan yen
田 tin tian tien|金 kam jin chin king|陆 luk lu|沈 shum shen sum sim|唐 tong tang|韩 hon han|董 tung dong
程 ching cheng|傅 fu foo|伍 ng wu|吕 lui lu lyu lv leu|施 sze shi shih si|洪 hung hong ang
邱 yau qiu chiu khoo chew|赖 lai|柯 or ke ko|庄 chong zhuang chuang ching|廖 liu liao|尹 wan yin|费 fei
康 hong kang|贾 ka jia chia|秦 chun qin chin|宋 sung song soong|曹 tso cao tsao cho|马 ma|白 pak bai pai
毛 mo mao|岑 shum cen|甄 yan zhen|顾 koo gu ku|阮 yuen ruan|凌 ling|霍 fok huo|游 yau you yu
连 lin lian lien|童 tung tong|鲁 lo lu|倪 ngai ni|万 man wan|孔 hung kong|官 koon guan|成 shing cheng
楚 chor chu|武 mo wu|龙 lung long|黎 lai li|蓝 lam lan|简 kan jian chien|邵 shiu shao|钱 chin qian
戚 chik qi|华 wah hua|梅 mui mei|辛 san xin hsin|滕 tang teng|艾 ngai ai|利 lee li
"""
_SURNAMES: Final = {entry[0]: frozenset(entry[1:].split()) for entry in _TABLE.strip().replace("\n", "|").split("|")}

_LONGEST = 3
"""Characters; a longer Chinese name is not a person's."""


@lru_cache(maxsize=2048)
def same_surname(latin: str, native: str) -> bool:
    """Say whether a Latin name has the surname of a Chinese one, first or last among its words."""
    name = simplified(native.replace(" ", ""))
    if not 2 <= len(name) <= _LONGEST or scripts(name) != {"han"} or not is_latin(latin):  # noqa: PLR2004
        return False
    words = fold(latin).split()
    return len(words) > 1 and not {words[0], words[-1]}.isdisjoint(_SURNAMES.get(name[0], frozenset()))
