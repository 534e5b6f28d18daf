"""How single kanji are read, how likely each reading is, and which old forms stand for which new ones."""

from functools import lru_cache
from importlib.resources import files
from typing import Final

_OLD: Final = (
    "亞亜惡悪壓圧圍囲醫医爲為壹壱隱隠榮栄營営衞衛驛駅圓円鹽塩應応歐欧奧奥櫻桜假仮價価會会懷懐擴拡覺覚學学嶽岳樂楽"
    "勸勧歡歓氣気歸帰僞偽戲戯舊旧據拠擧挙峽峡狹狭曉暁區区驅駆惠恵徑径經経繼継輕軽鷄鶏藝芸劍剣縣県險険獻献權権顯顕"
    "驗験嚴厳廣広恆恒國国黑黒歲歳濟済碎砕齋斎劑剤雜雑參参慘惨棧桟蠶蚕贊賛殘残絲糸齒歯兒児辭辞濕湿實実寫写釋釈壽寿"
    "收収從従澁渋獸獣縱縦肅粛處処緖緒敍叙將将稱称燒焼證証奬奨條条狀状乘乗淨浄剩剰疊畳壤壌孃嬢讓譲觸触囑嘱眞真寢寝"
    "愼慎盡尽圖図粹粋醉酔隨随髓髄數数樞枢聲声靜静齊斉攝摂竊窃專専戰戦淺浅潛潜纖繊踐践錢銭禪禅雙双莊荘搜捜插挿爭争"
    "總総聰聡裝装騷騒增増藏蔵臟臓屬属續続墮堕體体對対帶帯滯滞臺台澤沢擇択單単擔担膽胆團団彈弾斷断癡痴遲遅晝昼蟲虫"
    "鑄鋳廳庁聽聴敕勅鎭鎮塚塚遞逓鐵鉄轉転點点傳伝黨党盜盗燈灯當当鬭闘德徳獨独讀読屆届繩縄貳弐惱悩腦脳廢廃拜拝賣売"
    "麥麦發発髮髪拔抜蠻蛮祕秘濱浜甁瓶拂払佛仏竝並變変邊辺辨弁瓣弁辯弁舖舗穗穂寶宝豐豊沒没每毎萬万滿満默黙彌弥譯訳"
    "藥薬與与譽誉餘余豫予搖揺樣様謠謡來来覽覧龍竜兩両獵猟綠緑壘塁禮礼戾戻靈霊齡齢曆暦歷歴戀恋爐炉勞労樓楼錄録灣湾"
    "圀国淚涙悅悦說説溫温靑青晚晩姬姫步歩瀨瀬槇槙莓苺顏顔"
)
_NEW_FORMS: Final = str.maketrans(dict(zip(_OLD[::2], _OLD[1::2], strict=True)))


def modern(text: str) -> str:
    """Return the text with old kanji forms (戀, 櫻) as the ones in use since 1946; the length stays."""
    return text.translate(_NEW_FORMS)


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    lines = files("syncer.matching").joinpath("kanji.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


@lru_cache(maxsize=8192)
def kanji_readings(kanji: str) -> tuple[tuple[str, int], ...]:
    """Return the readings of one kanji in hiragana, each with its rarity, likeliest first; empty where unknown.

    The rarity is -log2 of the reading's share among the words with that kanji: 0 for the usual one, 8 for one in 256.
    Voiced and clipped forms (ぼし, がっ) are readings of their own. From ``kanji.tsv``, which
    ``benchmarks/kanji_readings.py`` derives from the Sudachi dictionary (Apache License 2.0).
    """
    line = _table().get(kanji, "")
    return tuple(
        (reading.rstrip("0123456789"), int(reading[len(reading.rstrip("0123456789")) :])) for reading in line.split()
    )
