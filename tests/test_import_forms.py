"""The forms in which people have lists, as the programs and the people write them that these lists come from."""

import pytest

from syncer.errors import UsageError
from syncer.importers import read

AGAIN = [("again", "YUI")]
TWO = [*AGAIN, ("Orange", "7!!")]
THREE = [*AGAIN, ("Rolling star", "YUI"), ("Orange", "7!!")]
ALL = [*AGAIN, ("Lilium", "Kumiko Noma"), ("Orange", "7!!")]


def said(text):
    """Return title and artists of each song, and what it is from where the list says so."""
    songs = read(text.encode()).songs
    return [(s.title, ", ".join(s.artists), *([s.source] if s.source else [])) for s in songs]


@pytest.mark.parametrize(
    ("text", "songs"),
    [
        pytest.param(
            '"again","YUI"\n"Rolling star","YUI"\n"Lilium","Kumiko Noma"\n"Orange","7!!"\n',
            [("again", "YUI"), ("Rolling star", "YUI"), ("Lilium", "Kumiko Noma"), ("Orange", "7!!")],
            id="headerless csv title,artist",
        ),
        pytest.param(
            "YUI,again\nYUI,Rolling star\nKumiko Noma,Lilium\n7!!,Orange\n",
            [("again", "YUI"), ("Rolling star", "YUI"), ("Lilium", "Kumiko Noma"), ("Orange", "7!!")],
            id="headerless csv artist,title",
        ),
        pytest.param(
            "1\tYUI\tagain\t4:15\n2\tYUI\tRolling star\t4:20\n3\tKumiko Noma\tLilium\t3:30\n4\t7!!\tOrange\t5:50\n",
            [("again", "YUI"), ("Rolling star", "YUI"), ("Lilium", "Kumiko Noma"), ("Orange", "7!!")],
            id="headerless tsv with durations",
        ),
        pytest.param(
            "spotify:track:21htkjP5rYjD3CXG3y9wCT,again,YUI,Holidays,255000\n"
            "spotify:track:31htkjP5rYjD3CXG3y9wCT,Rolling star,YUI,Holidays,255000\n"
            "spotify:track:41htkjP5rYjD3CXG3y9wCT,Lilium,Kumiko Noma,Elfen,210000\n",
            [("again", "YUI"), ("Rolling star", "YUI"), ("Lilium", "Kumiko Noma")],
            id="headerless csv uri,title,artist,album,ms",
        ),
        pytest.param(
            "YUI;again;JPU901402557\nYUI;Rolling star;JPU901402558\n7!!;Orange;JPU901402559\n",
            THREE,
            id="headerless semicolon with isrc",
        ),
        pytest.param(
            "URI du titre;Nom du titre;Nom(s) de l'artiste;Nom de l'album\n"
            "spotify:track:21htkjP5rYjD3CXG3y9wCT;again;YUI;H\n",
            AGAIN,
            id="exportify french",
        ),
        pytest.param(
            "URI de la canción,Nombre de la canción,Nombre(s) del artista,Nombre del álbum,ISRC\n"
            "spotify:track:21htkjP5rYjD3CXG3y9wCT,again,YUI,H,\n",
            AGAIN,
            id="exportify es",
        ),
        pytest.param(
            "URI da faixa,Nome da faixa,Nome(s) do artista,Nome do álbum\n"
            "spotify:track:21htkjP5rYjD3CXG3y9wCT,again,YUI,H\n",
            AGAIN,
            id="exportify pt",
        ),
        pytest.param(
            "URI della traccia,Nome della traccia,Nome dell'artista,Nome dell'album\n"
            "spotify:track:21htkjP5rYjD3CXG3y9wCT,again,YUI,H\n",
            AGAIN,
            id="exportify it",
        ),
        pytest.param(
            "Track-URI,Nummernaam,Artiestennaam,Albumnaam\nspotify:track:21htkjP5rYjD3CXG3y9wCT,again,YUI,H\n",
            AGAIN,
            id="exportify nl",
        ),
        pytest.param("Spår-URI,Låtnamn,Artistnamn,Albumnamn\nx,again,YUI,H\n", AGAIN, id="exportify sv"),
        pytest.param(
            "URI utworu,Nazwa utworu,Nazwa wykonawcy,Nazwa albumu\nx,again,YUI,H\n",
            AGAIN,
            id="exportify pl",
        ),
        pytest.param("Parça URI'si,Parça Adı,Sanatçı Adı,Albüm Adı\nx,again,YUI,H\n", AGAIN, id="exportify tr"),
        pytest.param(
            "トラックURI,トラック名,アーティスト名,アルバム名,再生時間 (ms)\nx,again,YUI,H,1000000\n",
            AGAIN,
            id="exportify ja",
        ),
        pytest.param(
            "URI трека,Название трека,Имя исполнителя,Название альбома\nx,again,YUI,H\n",
            AGAIN,
            id="exportify ru",
        ),
        pytest.param("트랙 URI,트랙 이름,아티스트 이름,앨범 이름\nx,again,YUI,H\n", AGAIN, id="exportify ko"),
        pytest.param("曲目 URI,曲目名称,艺术家名称,专辑名称\nx,again,YUI,H\n", AGAIN, id="exportify zh"),
        pytest.param(
            "Name\tInterpret\tKomponist\tAlbum\tWerk\tGenre\tGröße\tDauer\nagain\tYUI\tX\tH\t\tPop\t1\t255\n",
            AGAIN,
            id="itunes german txt",
        ),
        pytest.param(
            "Nom\tArtiste\tCompositeur\tAlbum\tGenre\tTaille\tDurée\nagain\tYUI\tX\tH\tPop\t1\t255\n",
            AGAIN,
            id="itunes french txt",
        ),
        pytest.param(
            "名前\tアーティスト\t作曲者\tアルバム\tジャンル\t時間\nagain\tYUI\tX\tH\tPop\t255\n",
            AGAIN,
            id="itunes jp txt",
        ),
        pytest.param(
            "Track name,Artist name,Album,Playlist name,Type,ISRC,Spotify - id\n"
            "again,YUI,H,Mine,Playlist,JPU901402557,21htkjP5rYjD3CXG3y9wCT\n",
            AGAIN,
            id="tunemymusic",
        ),
        pytest.param(
            "Track name,Artist name,Album,Playlist name,Type,ISRC,Spotify - id\n"
            "again,YUI,H,Mine,Favorite,JPU901402557,\n,YUI,,Favorites,Artist,,\n"
            ",YUI,H,Albums,Album,,\n",
            AGAIN,
            id="tunemymusic mixed types",
        ),
        pytest.param(
            "Country,Language,Song Name,Artist Name,Play Duration Milliseconds\nJP,ja,again,YUI,1000000\n",
            AGAIN,
            id="apple privacy csv",
        ),
        pytest.param(
            "Apple Id Number,Apple Music Subscription,Artist Name,Song Name,Content Name\n1,true,YUI,again,again\n",
            AGAIN,
            id="apple music play activity",
        ),
        pytest.param(
            "Track Description,Total plays,Total plays ms,Date Played\n"
            "YUI - again,1,2,20200101\n7!! - Orange,1,2,20200101\n"
            "YUI - Rolling star,2,2,20200101\n",
            [("again", "YUI"), ("Orange", "7!!"), ("Rolling star", "YUI")],
            id="apple track description",
        ),
        pytest.param(
            "YUI,Holidays,again,01 Jan 2020 10:00\n"
            "YUI,Holidays,Rolling star,01 Jan 2020 10:05\n"
            "Kumiko Noma,Elfen,Lilium,02 Jan 2020 11:00\n7!!,Single,Orange,03 Jan 2020 11:00\n",
            [("again", "YUI"), ("Rolling star", "YUI"), ("Lilium", "Kumiko Noma"), ("Orange", "7!!")],
            id="lastfm csv no header (benjaminbenben)",
        ),
        pytest.param("Title,Artist,Album,ISRC,Duration,Deezer ID\nagain,YUI,H,,255,1\n", AGAIN, id="deezer csv"),
        pytest.param("id,title,artist_name,album_name,duration\n1,again,YUI,H,255\n", AGAIN, id="tidal csv"),
        pytest.param(
            "track_id,track_title,track_artist,album_title,duration\n1,again,YUI,H,255\n",
            AGAIN,
            id="qobuz csv",
        ),
        pytest.param(
            "動画 ID,曲のタイトル,アルバムのタイトル,アーティスト名 1\nx,again,H,YUI\n", AGAIN, id="ytm csv takeout ja"
        ),
        pytest.param(
            "Video-ID,Titel des Songs,Albumtitel,Name des Interpreten 1\nx,again,H,YUI\n",
            AGAIN,
            id="ytm takeout de",
        ),
        pytest.param(
            "Video-ID,Songtitel,Albumtitel,Künstlername 1,Künstlername 2\nx,again,H,YUI,Noma\n",
            [("again", "YUI, Noma")],
            id="ytm takeout de2",
        ),
        pytest.param("Catalog#,Artist,Title,Label,Format\nX,YUI,again,Sony,CD\n", AGAIN, id="discogs"),
        pytest.param(
            "songName,artist,anime,type,vintage\nagain,YUI,Fullmetal Alchemist,Opening 1,2009\n",
            [("again", "YUI", "Fullmetal Alchemist")],
            id="amq csv",
        ),
        pytest.param("date,rank,song,artist,last-week,peak-rank\n2020,1,again,YUI,1,1\n", AGAIN, id="billboard"),
        pytest.param("artists,album_name,track_name,popularity\nYUI,H,again,1\n", AGAIN, id="kaggle"),
        pytest.param("Band,Song,Year\nYUI,again,2009\n", AGAIN, id="band song headers"),
        pytest.param("Performer,Work Title\nYUI,again\n", AGAIN, id="performer/work"),
        pytest.param("Intérprete,Canción,Año\nYUI,again,2009\n", AGAIN, id="interprete cancion"),
        pytest.param("№,Исполнитель,Название,Длительность\n1,YUI,again,4:15\n", AGAIN, id="zaiko"),
        pytest.param("sep=;\nTitle;Artist\nagain;YUI\n", AGAIN, id="csv utf8 sep line"),
        pytest.param('"Title","Artist"\n"again","YUI"\n', AGAIN, id="csv with quoted header"),
        pytest.param(
            'Title,Artist,Notes\nagain,YUI,"one\ntwo"\nLilium,Kumiko Noma,x\n',
            [("again", "YUI"), ("Lilium", "Kumiko Noma")],
            id="csv with multi-line cell",
        ),
        pytest.param("Position,Name,Artists\n1,again,YUI\n", AGAIN, id="csv title artist only position"),
        pytest.param("Track,Title,Artist\n1,again,YUI\n", AGAIN, id="csv track=number"),
        pytest.param("#,Title,Artist,Album\n1,again,YUI,H\n", AGAIN, id="csv # Title"),
        pytest.param("track_number,name,artists\n1,again,YUI\n", AGAIN, id="csv tracks with track no"),
        pytest.param(
            "name,artists,id\nagain,\"['YUI']\",21htkjP5rYjD3CXG3y9wCT\n"
            "Lilium,\"['Kumiko Noma', 'B']\",31htkjP5rYjD3CXG3y9wCT\n",
            [("again", "YUI"), ("Lilium", "Kumiko Noma, B")],
            id="csv artists python list",
        ),
    ],
)
def test_tables_are_read(text, songs):
    assert said(text) == songs


@pytest.mark.parametrize(
    ("text", "songs"),
    [
        pytest.param("YUI: again\nYUI: Rolling star\n7!!: Orange\n", THREE, id="Artist: Title"),
        pytest.param("again: YUI\nRolling star: YUI\nOrange: 7!!\n", THREE, id="Title: Artist"),
        pytest.param("1. YUI: again\n2. YUI: Rolling star\n3. 7!!: Orange\n", THREE, id="numbered Artist: Title"),
        pytest.param("Title: again\nArtist: YUI\n\nTitle: Orange\nArtist: 7!!\n", TWO, id="labelled pairs"),
        pytest.param("曲名：again\n歌手：YUI\n\n曲名：Orange\n歌手：7!!\n", TWO, id="labelled pairs ja"),
        pytest.param("1) again - YUI\n2) Rolling star - YUI\n3) Orange - 7!!\n", THREE, id="numbered )"),
        pytest.param("[1] again - YUI\n[2] Rolling star - YUI\n[3] Orange - 7!!\n", THREE, id="numbered [1]"),
        pytest.param("(1) again - YUI\n(2) Rolling star - YUI\n(3) Orange - 7!!\n", THREE, id="numbered (1)"),
        pytest.param("01 - YUI - again\n02 - YUI - Rolling star\n03 - 7!! - Orange\n", THREE, id="numbered 01 -"),
        pytest.param("1\tagain - YUI\n2\tRolling star - YUI\n3\tOrange - 7!!\n", THREE, id="numbered 1 tab"),
        pytest.param("No.1 again / YUI\nNo.2 Rolling star / YUI\nNo.3 Orange / 7!!\n", THREE, id="numbered No.1"),
        pytest.param("第3位 again／YUI\n第2位 Rolling star／YUI\n第1位 Orange／7!!\n", THREE, id="numbered 第1位"),
        pytest.param("1位：again / YUI\n2位：Rolling star / YUI\n3位：Orange / 7!!\n", THREE, id="numbered 1位"),
        pytest.param("M1. again - YUI\nM2. Rolling star - YUI\nM3. Orange - 7!!\n", THREE, id="numbered M1"),
        pytest.param("#1 again - YUI\n#2 Rolling star - YUI\n#3 Orange - 7!!\n", THREE, id="numbered #1"),
        pytest.param("1/ again - YUI\n2/ Rolling star - YUI\n3/ Orange - 7!!\n", THREE, id="numbered 1/"),
        pytest.param("1: again - YUI\n2: Rolling star - YUI\n3: Orange - 7!!\n", THREE, id="numbered 1: "),
        pytest.param("I. again - YUI\nII. Rolling star - YUI\nIII. Orange - 7!!\n", THREE, id="roman"),
        pytest.param("A1 YUI - again\nA2 YUI - Rolling star\nB1 7!! - Orange\n", THREE, id="letters A1"),
        pytest.param("00:00 YUI - again\n04:15 YUI - Rolling star\n08:30 7!! - Orange\n", THREE, id="time tracklist"),
        pytest.param(
            "00:00 - 04:15 YUI - again\n04:15 - 08:30 YUI - Rolling star\n08:30 - 12:00 7!! - Orange\n",
            THREE,
            id="time range",
        ),
        pytest.param(
            "[00:00] YUI - again\n[04:15] YUI - Rolling star\n[1:08:30] 7!! - Orange\n",
            THREE,
            id="[time]",
        ),
        pytest.param(
            "0:00:00 YUI - again\n0:04:15 YUI - Rolling star\n1:08:30 7!! - Orange\n",
            THREE,
            id="hms",
        ),
        pytest.param(
            "YUI - again (4:15)\nYUI - Rolling star (4:20)\n7!! - Orange [5:50]\n",
            THREE,
            id="trailing time",
        ),
        pytest.param(
            "YUI - again (2009)\nYUI - Rolling star (2007)\n7!! - Orange (2015)\n",
            [("again (2009)", "YUI"), ("Rolling star (2007)", "YUI"), ("Orange (2015)", "7!!")],
            id="trailing year",
        ),
        pytest.param('"again" - YUI\n"Lilium" - Kumiko Noma\n"Orange" - 7!!\n', ALL, id="quotes title-artist ascii"),
        pytest.param('"again" by YUI\n"Lilium" by Kumiko Noma\n"Orange" by 7!!\n', ALL, id="quotes by ascii"),
        pytest.param('YUI - "again"\nKumiko Noma - "Lilium"\n7!! - "Orange"\n', ALL, id="quotes artist-title ascii"),
        pytest.param('1. YUI "again"\n2. Kumiko Noma "Lilium"\n3. 7!! "Orange"\n', ALL, id="quotes artist title ascii"),
        pytest.param(
            '* YUI, "again"\n* Kumiko Noma, "Lilium"\n* 7!!, "Orange"\n', ALL, id="quotes artist, title ascii"
        ),
        pytest.param("“again” - YUI\n“Lilium” - Kumiko Noma\n“Orange” - 7!!\n", ALL, id="quotes title-artist curly"),
        pytest.param("“again” by YUI\n“Lilium” by Kumiko Noma\n“Orange” by 7!!\n", ALL, id="quotes by curly"),
        pytest.param("YUI - “again”\nKumiko Noma - “Lilium”\n7!! - “Orange”\n", ALL, id="quotes artist-title curly"),
        pytest.param("1. YUI “again”\n2. Kumiko Noma “Lilium”\n3. 7!! “Orange”\n", ALL, id="quotes artist title curly"),
        pytest.param(
            "* YUI, “again”\n* Kumiko Noma, “Lilium”\n* 7!!, “Orange”\n", ALL, id="quotes artist, title curly"
        ),
        pytest.param("„again“ - YUI\n„Lilium“ - Kumiko Noma\n„Orange“ - 7!!\n", ALL, id="quotes title-artist german"),
        pytest.param("„again“ by YUI\n„Lilium“ by Kumiko Noma\n„Orange“ by 7!!\n", ALL, id="quotes by german"),
        pytest.param("YUI - „again“\nKumiko Noma - „Lilium“\n7!! - „Orange“\n", ALL, id="quotes artist-title german"),
        pytest.param(
            "1. YUI „again“\n2. Kumiko Noma „Lilium“\n3. 7!! „Orange“\n", ALL, id="quotes artist title german"
        ),
        pytest.param(
            "* YUI, „again“\n* Kumiko Noma, „Lilium“\n* 7!!, „Orange“\n", ALL, id="quotes artist, title german"
        ),
        pytest.param(
            "«again» - YUI\n«Lilium» - Kumiko Noma\n«Orange» - 7!!\n", ALL, id="quotes title-artist guillemets"
        ),
        pytest.param("«again» by YUI\n«Lilium» by Kumiko Noma\n«Orange» by 7!!\n", ALL, id="quotes by guillemets"),
        pytest.param(
            "YUI - «again»\nKumiko Noma - «Lilium»\n7!! - «Orange»\n", ALL, id="quotes artist-title guillemets"
        ),
        pytest.param(
            "1. YUI «again»\n2. Kumiko Noma «Lilium»\n3. 7!! «Orange»\n", ALL, id="quotes artist title guillemets"
        ),
        pytest.param(
            "* YUI, «again»\n* Kumiko Noma, «Lilium»\n* 7!!, «Orange»\n", ALL, id="quotes artist, title guillemets"
        ),
        pytest.param(
            "「again」 - YUI\n「Lilium」 - Kumiko Noma\n「Orange」 - 7!!\n", ALL, id="quotes title-artist kagi"
        ),
        pytest.param("「again」 by YUI\n「Lilium」 by Kumiko Noma\n「Orange」 by 7!!\n", ALL, id="quotes by kagi"),
        pytest.param(
            "YUI - 「again」\nKumiko Noma - 「Lilium」\n7!! - 「Orange」\n", ALL, id="quotes artist-title kagi"
        ),
        pytest.param(
            "1. YUI 「again」\n2. Kumiko Noma 「Lilium」\n3. 7!! 「Orange」\n", ALL, id="quotes artist title kagi"
        ),
        pytest.param(
            "* YUI, 「again」\n* Kumiko Noma, 「Lilium」\n* 7!!, 「Orange」\n", ALL, id="quotes artist, title kagi"
        ),
        pytest.param(
            "『again』 - YUI\n『Lilium』 - Kumiko Noma\n『Orange』 - 7!!\n", ALL, id="quotes title-artist double kagi"
        ),
        pytest.param(
            "『again』 by YUI\n『Lilium』 by Kumiko Noma\n『Orange』 by 7!!\n", ALL, id="quotes by double kagi"
        ),
        pytest.param(
            "YUI - 『again』\nKumiko Noma - 『Lilium』\n7!! - 『Orange』\n", ALL, id="quotes artist-title double kagi"
        ),
        pytest.param(
            "1. YUI 『again』\n2. Kumiko Noma 『Lilium』\n3. 7!! 『Orange』\n",
            ALL,
            id="quotes artist title double kagi",
        ),
        pytest.param(
            "* YUI, 『again』\n* Kumiko Noma, 『Lilium』\n* 7!!, 『Orange』\n",
            ALL,
            id="quotes artist, title double kagi",
        ),
        pytest.param("‘again’ - YUI\n‘Lilium’ - Kumiko Noma\n‘Orange’ - 7!!\n", ALL, id="quotes title-artist single"),
        pytest.param("‘again’ by YUI\n‘Lilium’ by Kumiko Noma\n‘Orange’ by 7!!\n", ALL, id="quotes by single"),
        pytest.param("YUI - ‘again’\nKumiko Noma - ‘Lilium’\n7!! - ‘Orange’\n", ALL, id="quotes artist-title single"),
        pytest.param(
            "1. YUI ‘again’\n2. Kumiko Noma ‘Lilium’\n3. 7!! ‘Orange’\n", ALL, id="quotes artist title single"
        ),
        pytest.param(
            "* YUI, ‘again’\n* Kumiko Noma, ‘Lilium’\n* 7!!, ‘Orange’\n", ALL, id="quotes artist, title single"
        ),
        pytest.param("„again” - YUI\n„Lilium” - Kumiko Noma\n„Orange” - 7!!\n", ALL, id="quotes title-artist polish"),
        pytest.param("„again” by YUI\n„Lilium” by Kumiko Noma\n„Orange” by 7!!\n", ALL, id="quotes by polish"),
        pytest.param("YUI - „again”\nKumiko Noma - „Lilium”\n7!! - „Orange”\n", ALL, id="quotes artist-title polish"),
        pytest.param(
            "1. YUI „again”\n2. Kumiko Noma „Lilium”\n3. 7!! „Orange”\n", ALL, id="quotes artist title polish"
        ),
        pytest.param(
            "* YUI, „again”\n* Kumiko Noma, „Lilium”\n* 7!!, „Orange”\n", ALL, id="quotes artist, title polish"
        ),
        pytest.param("»again« - YUI\n»Lilium« - Kumiko Noma\n»Orange« - 7!!\n", ALL, id="quotes title-artist danish"),
        pytest.param("»again« by YUI\n»Lilium« by Kumiko Noma\n»Orange« by 7!!\n", ALL, id="quotes by danish"),
        pytest.param("YUI - »again«\nKumiko Noma - »Lilium«\n7!! - »Orange«\n", ALL, id="quotes artist-title danish"),
        pytest.param(
            "1. YUI »again«\n2. Kumiko Noma »Lilium«\n3. 7!! »Orange«\n", ALL, id="quotes artist title danish"
        ),
        pytest.param(
            "* YUI, »again«\n* Kumiko Noma, »Lilium«\n* 7!!, »Orange«\n", ALL, id="quotes artist, title danish"
        ),
        pytest.param("again by YUI\nLilium by Kumiko Noma\nOrange by 7!!\n", ALL, id="by plain"),
        pytest.param("again | YUI\nRolling star | YUI\nOrange | 7!!\n", THREE, id="pipe"),
        pytest.param("again / YUI\nRolling star / YUI\nOrange / 7!!\n", THREE, id="slash"),
        pytest.param("again／YUI\nRolling star／YUI\nOrange／7!!\n", THREE, id="fullslash"),
        pytest.param("again ~ YUI\nRolling star ~ YUI\nOrange ~ 7!!\n", THREE, id="tilde"),
        pytest.param("again · YUI\nRolling star · YUI\nOrange · 7!!\n", THREE, id="middle dot"),
        pytest.param("again • YUI\nRolling star • YUI\nOrange • 7!!\n", THREE, id="bullet dot"),
        pytest.param("again -- YUI\nRolling star -- YUI\nOrange -- 7!!\n", THREE, id="double dash"),
        pytest.param("again ― YUI\nRolling star ― YUI\nOrange ― 7!!\n", THREE, id="horizontal bar"),
        pytest.param("again (YUI)\nRolling star (YUI)\nOrange (7!!)\n", THREE, id="bracket artist"),
        pytest.param("again（YUI）\nRolling star（YUI）\nOrange（7!!）\n", THREE, id="jp bracket artist"),
        pytest.param("again\tYUI\nRolling star\tYUI\nOrange\t7!!\n", THREE, id="tabs"),
        pytest.param("YUI\tagain\nYUI\tRolling star\n7!!\tOrange\n", THREE, id="tabs artist first"),
        pytest.param(
            "YUI\tHolidays\tagain\nYUI\tHolidays\tRolling star\n7!!\tSingle\tOrange\n",
            THREE,
            id="tabs 3 with album",
        ),
        pytest.param("YUI 『again』\nYUI 『Rolling star』\n7!! 『Orange』\n", THREE, id="youtube title lines"),
        pytest.param(
            "again\nYUI\n\nRolling star\nYUI\n\nOrange\n7!!\n\nLilium\nKumiko Noma\n",
            [("again", "YUI"), ("Rolling star", "YUI"), ("Orange", "7!!"), ("Lilium", "Kumiko Noma")],
            id="alternating lines",
        ),
        pytest.param("🎵 again - YUI\n🎵 Rolling star - YUI\n🎵 Orange - 7!!\n", THREE, id="emoji list"),
        pytest.param("- [ ] again - YUI\n- [x] Rolling star - YUI\n- [ ] Orange - 7!!\n", THREE, id="checkbox"),
        pytest.param(
            "1. **again** – YUI\n2. **Rolling star** – YUI\n3. **Orange** – 7!!\n",
            THREE,
            id="bold",
        ),
        pytest.param(
            "1. **YUI** – again\n2. **YUI** – Rolling star\n3. **7!!** – Orange\n",
            THREE,
            id="bold artist",
        ),
        pytest.param("1. *again* by YUI\n2. *Rolling star* by YUI\n3. *Orange* by 7!!\n", THREE, id="italics by"),
        pytest.param(
            "- [YUI - again](https://www.youtube.com/watch?v=x)\n"
            "- [YUI - Rolling star](https://www.youtube.com/watch?v=y)\n"
            "- [7!! - Orange](https://youtu.be/z)\n",
            THREE,
            id="md link bullet to youtube",
        ),
        pytest.param(
            "YUI - again https://youtu.be/abc\nYUI - Rolling star https://youtu.be/abd\n"
            "7!! - Orange https://youtu.be/abe\n",
            THREE,
            id="url after",
        ),
        pytest.param(
            "YUI - again\nhttps://youtu.be/abc\nYUI - Rolling star\nhttps://youtu.be/abd\n"
            "7!! - Orange\nhttps://youtu.be/abe\n",
            THREE,
            id="url line after",
        ),
        pytest.param(
            "#EXTM3U\n#EXTINF:255,YUI - again\nfile.mp3\n#EXTINF:200,7!! - Orange\nfile2.mp3\n",
            TWO,
            id="mixxx m3u",
        ),
        pytest.param(
            "#EXTM3U\n#EXTINF:255,again\n/Music/YUI/Holidays/01 again.mp3\n",
            [("again", "")],
            id="m3u title only with artist path",
        ),
        pytest.param(
            "/Music/YUI/Holidays/01 - again.mp3\n/Music/7!!/Single/02 - Orange.mp3\n",
            [("again", ""), ("Orange", "")],
            id="m3u plain paths",
        ),
        pytest.param(
            "#EXTM3U\r\n#EXTINF:255,YUI - again\r\nC:\\Music\\YUI - again.mp3\r\n",
            AGAIN,
            id="m3u windows",
        ),
        pytest.param(
            'PERFORMER "YUI"\nTITLE "Holidays"\nFILE "x.wav" WAVE\n  TRACK 01 AUDIO\n'
            '    TITLE "again"\n    PERFORMER "YUI"\n    INDEX 01 00:00:00\n  TRACK 02 AUDIO\n'
            '    TITLE "Rolling star"\n    PERFORMER "YUI"\n    INDEX 01 04:00:00\n',
            [("again", "YUI"), ("Rolling star", "YUI")],
            id="cue",
        ),
        pytest.param("| Artist | Song |\n|---|---|\n| YUI | again |\n", AGAIN, id="md table artist song"),
        pytest.param("- title: again\n  artist: YUI\n- title: Orange\n  artist: 7!!\n", TWO, id="yaml list"),
        pytest.param(
            "songs:\n  - title: \"again\"\n    artist: 'YUI'\n  - artist: 7!!\n    title: Orange\n",
            TWO,
            id="yaml list quoted",
        ),
        pytest.param(
            '[playlist]\nname = "x"\n\n[[songs]]\ntitle = "again"\nartist = "YUI"\n\n[[songs]]\n'
            'title = "Orange"\nfrom = "Your Lie in April"\n',
            [("again", "YUI"), ("Orange", "", "Your Lie in April")],
            id="toml catalog",
        ),
        pytest.param(
            '== Tracks ==\n# "[[Again (song)|again]]" – [[YUI]]\n# "Orange" – 7!!\n',
            TWO,
            id="wikitext list",
        ),
        pytest.param(
            "# Songs\n\nCode | Student | Favorite Song with link | Year\n"
            ":---: | :---: | :---: | :---:\n"
            "04 | Anna | [again](https://www.youtube.com/watch?v=a) by YUI | 2009\n"
            "05 | Ben | [Orange](https://www.youtube.com/watch?v=b) by 7!! | 2015\n"
            "07 | Cleo | [Rolling star](https://www.youtube.com/watch?v=c) by YUI | 2007\n",
            [("again", "YUI"), ("Orange", "7!!"), ("Rolling star", "YUI")],
            id="pipe table, song by artist",
        ),
        pytest.param(
            "- [**YUI** – again](https://y.test/1)\n"
            "- [**YUI** – Rolling star](https://y.test/2)\n"
            "- [**7!!** – Orange](https://y.test/3)\n",
            THREE,
            id="bold in link",
        ),
        pytest.param(
            "晴天-周杰伦\n稻香-周杰伦\n红豆-王菲\n",
            [("晴天", "周杰伦"), ("稻香", "周杰伦"), ("红豆", "王菲")],
            id="chinese hyphen",
        ),
        pytest.param(
            "1.周杰伦-晴天\n2.周杰伦-稻香\n3.王菲-红豆\n",
            [("晴天", "周杰伦"), ("稻香", "周杰伦"), ("红豆", "王菲")],
            id="chinese hyphen artist first",
        ),
        pytest.param(
            "周杰伦《晴天》\n周杰伦《稻香》\n王菲《红豆》\n",
            [("晴天", "周杰伦"), ("稻香", "周杰伦"), ("红豆", "王菲")],
            id="chinese book marks",
        ),
        pytest.param(
            "1、《晴天》周杰伦\n2、《稻香》周杰伦\n3、《红豆》王菲\n",
            [("晴天", "周杰伦"), ("稻香", "周杰伦"), ("红豆", "王菲")],
            id="chinese book marks first",
        ),
        pytest.param(
            "《晴天》-周杰伦\n《稻香》-周杰伦\n《红豆》-王菲\n",
            [("晴天", "周杰伦"), ("稻香", "周杰伦"), ("红豆", "王菲")],
            id="chinese book marks dash",
        ),
        pytest.param(
            "Jay-Z - 99 Problems\nA-ha - Take On Me\nJay-Z - Empire\n",
            [("99 Problems", "Jay-Z"), ("Take On Me", "A-ha"), ("Empire", "Jay-Z")],
            id="hyphenated names stay",
        ),
        pytest.param("NR;TITEL;INTERPRET;DAUER\n1;again;YUI;4:15\n", AGAIN, id="header de caps"),
        pytest.param("Liedtitel;Sänger\nagain;YUI\n", AGAIN, id="header de singer"),
        pytest.param("Título;Intérprete;Año\nagain;YUI;2009\n", AGAIN, id="header es"),
        pytest.param("Şarkı;Sanatçı\nagain;YUI\n", AGAIN, id="header tr"),
        pytest.param("Tên bài hát,Ca sĩ\nagain,YUI\n", AGAIN, id="header vi"),
        pytest.param("Τραγούδι,Καλλιτέχνης\nagain,YUI\n", AGAIN, id="header el"),
        pytest.param("Sang,Artist\nagain,YUI\n", AGAIN, id="header no"),
        pytest.param("Song Title,Artist(s),Length (mm:ss),BPM\nagain,YUI,4:15,120\n", AGAIN, id="header with units"),
        pytest.param(
            "YUI\nagain\n\nYUI\nRolling star\n\n7!!\nOrange\n\nYUI\nGood-bye days\n\nKumiko Noma\nLilium\n",
            [
                ("again", "YUI"),
                ("Rolling star", "YUI"),
                ("Orange", "7!!"),
                ("Good-bye days", "YUI"),
                ("Lilium", "Kumiko Noma"),
            ],
            id="alternating artist first",
        ),
        pytest.param(
            "---\ntitle: Songs\n---\n"
            "I list songs here, as every year. It is a rough order, and some are missing.\n\n"
            "- 6. [YUI – again](https://www.youtube.com/watch?v=a)\n"
            "- 5. [YUI – Rolling star](https://www.youtube.com/watch?v=b)\n"
            "- 4. [Kumiko Noma – Lilium](https://www.youtube.com/watch?v=c)\n\n"
            "## [ZONE/Others – secret base](https://www.youtube.com/watch?v=d)<br>(CN: sad)\n"
            "\n"
            "“secret base” goes back and forth between sections, eventually fusing both together. It’s "
            'quite nice.\n\n<div class="embedded-media">\n'
            '  <iframe src="https://www.youtube-nocookie.com/embed/VY" frameborder="0"></iframe>\n'
            "</div>\n\n## [7!! – Orange](https://www.youtube.com/watch?v=e)\n\n"
            "Hell yeah, put those shoes on. Boys! Boys.\n\n<blockquote>\n  <p>\n"
            "    I just wanna go back, back to 1999<br>\n    Take a ride to my old home<br>\n"
            "  </p>\n  <cite>Orange by 7!!</cite>\n</blockquote>\n\n"
            "## [LiSA – Gurenge](https://www.youtube.com/watch?v=f)\n\n"
            "<figcaption>LiSA playing “Gurenge” live at a place.</figcaption>\n",
            [
                ("again", "YUI"),
                ("Rolling star", "YUI"),
                ("Lilium", "Kumiko Noma"),
                ("secret base", "ZONE/Others"),
                ("Orange", "7!!"),
                ("Gurenge", "LiSA"),
            ],
            id="article of one order",
        ),
    ],
)
def test_texts_are_read(text, songs):
    assert said(text) == songs


@pytest.mark.parametrize(
    ("text", "songs"),
    [
        pytest.param(
            '[{"endTime": "2020", "artistName": "YUI", "trackName": "again", "msPlayed": 1}, '
            '{"endTime": "2020", "artistName": "7!!", "trackName": "Orange", "msPlayed": 1}]',
            TWO,
            id="spotify streaming history",
        ),
        pytest.param(
            '{"name": "Mine", "owner": {"display_name": "x"}, "tracks": {"items": [{"added_at": "", '
            '"track": {"name": "again", "id": "21htkjP5rYjD3CXG3y9wCT", "uri": '
            '"spotify:track:21htkjP5rYjD3CXG3y9wCT", "duration_ms": 255000, "artists": [{"name": "YUI",'
            ' "id": "x"}], "album": {"name": "H", "artists": [{"name": "YUI"}]}, "external_ids": '
            '{"isrc": "JPU901402557"}}}]}}',
            AGAIN,
            id="spotify api playlist",
        ),
        pytest.param(
            '{"items": [{"item": {"name": "again", "uri": "spotify:track:21htkjP5rYjD3CXG3y9wCT", '
            '"type": "track", "artists": [{"name": "YUI"}], "album": {"name": "H"}}}]}',
            AGAIN,
            id="spotify api items 2026",
        ),
        pytest.param(
            '{"tracks": {"items": [{"name": "again", "artists": [{"name": "YUI"}], "album": {"name": '
            '"H", "artists": [{"name": "YUI"}]}}]}}',
            AGAIN,
            id="spotify search",
        ),
        pytest.param(
            '{"recenttracks": {"track": [{"artist": {"mbid": "", "#text": "YUI"}, "name": "again", '
            '"album": {"#text": "H"}}], "@attr": {"user": "x"}}}',
            AGAIN,
            id="lastfm api",
        ),
        pytest.param(
            '{"toptracks": {"track": [{"name": "again", "artist": {"name": "YUI", "url": "x"}, "duration": "255"}]}}',
            AGAIN,
            id="lastfm toptracks",
        ),
        pytest.param('[[{"artist": "YUI", "name": "again", "album": "H", "date": 1}]]', AGAIN, id="lastfm backup"),
        pytest.param(
            '[{"header": "YouTube Music", "title": "Watched again", "titleUrl": "x", "subtitles": '
            '[{"name": "YUI - Topic", "url": "x"}]}]',
            AGAIN,
            id="youtube takeout history",
        ),
        pytest.param(
            '{"title": "Mine", "tracks": [{"videoId": "x", "title": "again", "artists": [{"name": '
            '"YUI", "id": "x"}], "album": {"name": "H", "id": "x"}, "duration": "4:15", '
            '"duration_seconds": 255}]}',
            AGAIN,
            id="ytmusicapi",
        ),
        pytest.param(
            '{"data": [{"id": "1", "type": "songs", "attributes": {"name": "again", "artistName": '
            '"YUI", "albumName": "H", "durationInMillis": 255000, "isrc": "JPU901402557"}}]}',
            AGAIN,
            id="apple music api",
        ),
        pytest.param(
            '[{"Content Type": "Song", "Track Identifier": 1, "Title": "again", "Artist": "YUI", '
            '"Album": "H", "Track Duration": 255000}]',
            AGAIN,
            id="apple library tracks",
        ),
        pytest.param(
            '{"resultCount": 1, "results": [{"wrapperType": "track", "kind": "song", "artistName": '
            '"YUI", "collectionName": "H", "trackName": "again", "trackTimeMillis": 255000}]}',
            AGAIN,
            id="itunes search",
        ),
        pytest.param(
            '{"title": "Mine", "creator": {"name": "x"}, "tracks": {"data": [{"title": "again", '
            '"title_short": "again", "duration": 255, "artist": {"name": "YUI"}, "album": {"title": '
            '"H"}}]}}',
            AGAIN,
            id="deezer playlist",
        ),
        pytest.param(
            '{"items": [{"item": {"title": "again", "duration": 255, "artist": {"name": "YUI"}, '
            '"artists": [{"name": "YUI"}], "album": {"title": "H"}, "isrc": "JPU901402557"}}]}',
            AGAIN,
            id="tidal",
        ),
        pytest.param(
            '{"playlist": {"name": "Mine", "creator": {"nickname": "x"}, "tracks": [{"name": "again", '
            '"id": 1, "ar": [{"id": 1, "name": "YUI"}], "al": {"name": "H"}, "dt": 255000}]}}',
            AGAIN,
            id="netease",
        ),
        pytest.param(
            '{"songlist": [{"songname": "again", "singer": [{"name": "YUI"}], "albumname": "H", "interval": 255}]}',
            AGAIN,
            id="qq music",
        ),
        pytest.param(
            '{"data": {"lists": [{"SongName": "again", "SingerName": "YUI", "AlbumName": "H", "Duration": 255}]}}',
            AGAIN,
            id="kugou",
        ),
        pytest.param(
            '{"recordings": [{"title": "again", "length": 255000, "artist-credit": [{"name": "YUI", '
            '"artist": {"name": "YUI"}}], "releases": [{"title": "H"}], "isrcs": ["JPU901402557"]}]}',
            AGAIN,
            id="musicbrainz recordings",
        ),
        pytest.param(
            '{"title": "H", "artists": [{"name": "YUI"}], "tracklist": [{"position": "1", "title": '
            '"again", "duration": "4:15"}, {"position": "2", "title": "Rolling star", "duration": '
            '"4:15"}]}',
            [("again", "YUI"), ("Rolling star", "YUI")],
            id="discogs tracklist",
        ),
        pytest.param(
            '{"artist": "YUI", "album": "H", "tracks": ["again", "Rolling star"]}',
            [("again", "YUI"), ("Rolling star", "YUI")],
            id="album json",
        ),
        pytest.param(
            '[{"artist": "YUI", "title": "H", "tracks": [{"title": "again"}, {"title": "Rolling star"}]}]',
            [("again", "YUI"), ("Rolling star", "YUI")],
            id="albums json list",
        ),
        pytest.param('["YUI - again", "YUI - Rolling star", "7!! - Orange"]', THREE, id="strings json"),
        pytest.param(
            '{"name": "Mine", "songs": ["again - YUI", "Rolling star - YUI", "Orange - 7!!"]}',
            THREE,
            id="playlist of strings",
        ),
        pytest.param(
            '{"anime": [{"name": "Fullmetal Alchemist", "animethemes": [{"slug": "OP1", "type": "OP", '
            '"song": {"title": "again", "artists": [{"name": "YUI"}]}}]}]}',
            [("again", "YUI", "Fullmetal Alchemist")],
            id="animethemes api",
        ),
        pytest.param(
            '[{"annId": 1, "animeENName": "FMA", "animeJPName": "Hagane", "songType": "Opening 1", '
            '"songName": "again", "songArtist": "YUI", "HQ": "x.webm"}]',
            [("again", "YUI", "FMA")],
            id="amq anisongdb",
        ),
        pytest.param(
            '{"data": {"openings": ["1: \\"again\\" by YUI (eps 1-14)", "2: \\"Hologram\\" by NICO Touches '
            'the Walls (eps 15-26)"], "endings": ["\\"Uso\\" by SID (eps 1-14)"]}}',
            [("again", "YUI"), ("Hologram", "NICO Touches the Walls"), ("Uso", "SID")],
            id="jikan v4",
        ),
        pytest.param(
            '{"title":"again","artist":"YUI"}\n{"title":"Orange","artist":"7!!"}\n',
            TWO,
            id="json lines toml-ish",
        ),
        pytest.param(
            '{| class="wikitable"\n! Title !! Artist\n|-\n| "again" || [[YUI]]\n|-\n| Orange || 7!!\n|}\n',
            TWO,
            id="wikitable",
        ),
        pytest.param(
            '[{"animeTitle": "Naruto", "songs": [{"type": "op", "title": "GO!!!", "artist": "FLOW"}]}]',
            [("GO!!!", "FLOW", "Naruto")],
            id="json anime with songs",
        ),
        pytest.param(
            '[{"slug": "OP1", "type": "OP", "anime": {"id": 1, "name": "Naruto"}, "song": {"id": 2, '
            '"title": "GO!!!"}}]',
            [("GO!!!", "", "Naruto")],
            id="json animethemes flat",
        ),
        pytest.param(
            '{"songs": [{"songNumber": 1, "anime": {"english": "FMA", "romaji": "Hagane"}, "songName": '
            '"again", "artist": "YUI"}]}',
            [("again", "YUI", "Hagane")],
            id="amq export",
        ),
    ],
)
def test_json_are_read(text, songs):
    assert said(text) == songs


@pytest.mark.parametrize(
    ("text", "songs"),
    [
        pytest.param(
            '<?xml version="1.0" encoding="UTF-8"?><playlist version="1" xmlns="http://xspf.org/ns/0/">'
            "<trackList><track><location>file:///a.mp3</location><title>again</title><creator>"
            "YUI</creator><album>H</album><duration>255000</duration></track></trackList></playlist>",
            AGAIN,
            id="xspf",
        ),
        pytest.param(
            '<?xml version="1.0" encoding="UTF-8"?><playlist xmlns="http://xspf.org/ns/0/" '
            'xmlns:vlc="http://www.videolan.org/vlc/playlist/ns/0/" version="1"><title>Playlist</title>'
            "<trackList><track><location>file:///music/YUI%20-%20again.mp3</location><duration>"
            '255000</duration><extension application="http://www.videolan.org/vlc/playlist/0"><vlc:id>'
            "0</vlc:id></extension></track><track><location>"
            "file:///music/7!!%20-%20Orange.mp3</location></track></trackList></playlist>",
            TWO,
            id="vlc xspf no creator",
        ),
        pytest.param(
            '<?xml version="1.0"?><playlist><trackList><track><title>YUI - again</title></track><track>'
            "<title>7!! - Orange</title></track></trackList></playlist>",
            TWO,
            id="xspf title has both",
        ),
        pytest.param(
            '<?wpl version="1.0"?><smil><head><title>Mine</title></head><body><seq><media '
            'src="..\\YUI\\Holidays\\01 again.mp3" albumTitle="Holidays" albumArtist="YUI" '
            'trackTitle="again" trackArtist="YUI" duration="255000"/></seq></body></smil>',
            AGAIN,
            id="wpl",
        ),
        pytest.param(
            '<?wpl version="1.0"?><smil><head><title>Mine</title></head><body><seq><media '
            'src="..\\Music\\YUI - again.mp3"/><media src="..\\Music\\7!! - Orange.mp3"/></seq></body>'
            "</smil>",
            TWO,
            id="wpl bare",
        ),
        pytest.param(
            '<?zpl version="2.0"?><smil><body><seq><media albumArtist="YUI" albumTitle="H" '
            'duration="255000" src="x" trackArtist="YUI" trackTitle="again"/></seq></body></smil>',
            AGAIN,
            id="zpl",
        ),
        pytest.param(
            '<asx version="3.0"><title>Mine</title><entry><title>again</title><author>YUI</author><ref '
            'href="x.mp3"/></entry><entry><title>Orange</title><author>7!!</author><ref href="y.mp3"/>'
            "</entry></asx>",
            TWO,
            id="asx",
        ),
        pytest.param(
            '<?xml version="1.0"?><rhythmdb version="2.0"><entry type="song"><title>again</title>'
            "<genre>Pop</genre><artist>YUI</artist><album>H</album><duration>255</duration></entry>"
            '<entry type="iradio"><title>Radio</title><genre>x</genre><artist/></entry></rhythmdb>',
            AGAIN,
            id="rhythmbox",
        ),
        pytest.param(
            '<?xml version="1.0"?><NML VERSION="19"><COLLECTION ENTRIES="1"><ENTRY TITLE="again" '
            'ARTIST="YUI"><ALBUM TITLE="H"/><INFO PLAYTIME="255"/></ENTRY></COLLECTION></NML>',
            AGAIN,
            id="nml",
        ),
        pytest.param(
            '<?xml version="1.0"?><DJ_PLAYLISTS Version="1.0.0"><COLLECTION Entries="1"><TRACK '
            'TrackID="1" Name="again" Artist="YUI" Album="H" TotalTime="255"/></COLLECTION><PLAYLISTS>'
            '<NODE Type="0" Name="ROOT"><NODE Name="Mine" Type="1"><TRACK Key="1"/></NODE></NODE>'
            "</PLAYLISTS></DJ_PLAYLISTS>",
            AGAIN,
            id="rekordbox",
        ),
        pytest.param(
            '<?xml version="1.0"?><VirtualDJ_Database><Song FilePath="x"><Tags Author="YUI" '
            'Title="again" Album="H"/><Infos SongLength="255"/></Song></VirtualDJ_Database>',
            AGAIN,
            id="virtualdj",
        ),
        pytest.param(
            '<?xml version="1.0"?><VirtualFolder><song path="C:\\x.mp3" size="1" songlength="255.0" '
            'artist="YUI" title="again"/></VirtualFolder>',
            AGAIN,
            id="virtualdj list",
        ),
        pytest.param(
            "<html><body><h1>Top songs</h1><ol><li>YUI – again</li><li>YUI – Rolling star</li><li>7!! "
            "– Orange</li></ol></body></html>",
            THREE,
            id="html ol",
        ),
        pytest.param(
            "<html><body><h2>1. “again” – YUI</h2><p>A song about things. It is good.</p><h2>2. "
            "“Orange” – 7!!</h2><p>More words here - and there.</p></body></html>",
            TWO,
            id="html h2",
        ),
        pytest.param(
            "<html><body><p><strong>1. YUI – “again”</strong></p><p>A song about things.</p><p><strong>"
            "2. 7!! – “Orange”</strong></p><p>More words.</p><p><strong>3. YUI – “Rolling "
            "star”</strong></p><p>Yes.</p></body></html>",
            [("again", "YUI"), ("Orange", "7!!"), ("Rolling star", "YUI")],
            id="html strong",
        ),
        pytest.param(
            "<html><body><h3>again by YUI</h3><p>Text text.</p><h3>Orange by 7!!</h3><p>Text.</p><h3>"
            "Lilium by Kumiko Noma</h3><p>Text.</p></body></html>",
            [("again", "YUI"), ("Orange", "7!!"), ("Lilium", "Kumiko Noma")],
            id="html h3 by",
        ),
        pytest.param(
            "<html><body><h2>“again”</h2><p>Artist: YUI</p><p>Text text.</p><h2>“Orange”</h2><p>"
            "Artist: 7!!</p></body></html>",
            TWO,
            id="html h2 title, p artist",
        ),
        pytest.param(
            "<html><body><table><tr><td>1</td><td>again</td><td>YUI</td><td>4:15</td></tr><tr><td>"
            "2</td><td>Rolling star</td><td>YUI</td><td>4:20</td></tr><tr><td>3</td><td>Orange</td><td>"
            "7!!</td><td>5:50</td></tr></table></body></html>",
            THREE,
            id="html table no header",
        ),
        pytest.param(
            "<html><body><table><tr><th>Year</th><th>Event</th></tr><tr><td>1</td><td>x</td></tr>"
            "</table><table><tr><th>Title</th><th>Artist</th></tr><tr><td>again</td><td>YUI</td></tr>"
            "</table></body></html>",
            AGAIN,
            id="html table two tables",
        ),
        pytest.param(
            '<html><head><script type="application/ld+json">{"@type":"MusicPlaylist","name":"Mine",'
            '"track":[{"@type":"MusicRecording","name":"again","byArtist":{"@type":"MusicGroup",'
            '"name":"YUI"},"duration":"PT4M15S"},{"@type":"MusicRecording","name":"Orange",'
            '"byArtist":{"name":"7!!"}}]}</script></head><body><p>Mine</p></body></html>',
            TWO,
            id="json-ld page",
        ),
    ],
)
def test_tags_are_read(text, songs):
    assert said(text) == songs


@pytest.mark.parametrize(
    ("text", "songs"),
    [
        pytest.param(
            'Fullmetal Alchemist: Brotherhood\nOpening Theme\n#1: "again" by YUI (eps 1-14)\n'
            '#2: "Hologram (ホログラム)" by NICO Touches the Walls (eps 15-26)\nEnding Theme\n'
            '"Uso (嘘)" by SID (eps 1-14)\n',
            [
                ("again", "YUI", "Fullmetal Alchemist: Brotherhood"),
                ("Hologram", "NICO Touches the Walls", "Fullmetal Alchemist: Brotherhood"),
                ("Uso", "SID", "Fullmetal Alchemist: Brotherhood"),
            ],
            id="mal list text",
        ),
        pytest.param(
            'Fullmetal Alchemist OP1: "again" by YUI\nNaruto OP2: "Haruka Kanata" by ASIAN KUNG-FU GENERATION\n',
            [("again", "YUI", "Fullmetal Alchemist"), ("Haruka Kanata", "ASIAN KUNG-FU GENERATION", "Naruto")],
            id="theme colon series",
        ),
        pytest.param(
            "## Naruto\n- OP1: Haruka Kanata - ASIAN KUNG-FU GENERATION\n- OP2: GO!!! - FLOW\n- ED1: Wind - Akeboshi\n",
            [
                ("Haruka Kanata", "ASIAN KUNG-FU GENERATION", "Naruto"),
                ("GO!!!", "FLOW", "Naruto"),
                ("Wind", "Akeboshi", "Naruto"),
            ],
            id="theme dash",
        ),
        pytest.param(
            "| Anime | Type | Title | Artist |\n|---|---|---|---|\n| Naruto | OP1 | R★O★C★K★S | HOUND DOG |\n",
            [("R★O★C★K★S", "HOUND DOG", "Naruto")],
            id="theme table",
        ),
        pytest.param(
            "Anime,OP/ED,Song,Artist\nNaruto,OP1,R★O★C★K★S,HOUND DOG\n",
            [("R★O★C★K★S", "HOUND DOG", "Naruto")],
            id="theme csv",
        ),
        pytest.param(
            "【鬼滅の刃】OP「紅蓮華」LiSA\n【鬼滅の刃】ED「from the edge」FictionJunction feat. LiSA\n"
            "【NARUTO】OP「遥か彼方」ASIAN KUNG-FU GENERATION\n",
            [
                ("紅蓮華", "LiSA", "鬼滅の刃"),
                ("from the edge", "FictionJunction feat. LiSA", "鬼滅の刃"),
                ("遥か彼方", "ASIAN KUNG-FU GENERATION", "NARUTO"),
            ],
            id="theme jp",
        ),
        pytest.param(
            "「紅蓮華」LiSA（鬼滅の刃 OP）\n「遥か彼方」ASIAN KUNG-FU GENERATION（NARUTO OP2）\n"
            "「again」YUI（鋼の錬金術師 OP1）\n",
            [
                ("紅蓮華", "LiSA", "鬼滅の刃"),
                ("遥か彼方", "ASIAN KUNG-FU GENERATION", "NARUTO"),
                ("again", "YUI", "鋼の錬金術師"),
            ],
            id="theme jp2",
        ),
        pytest.param(
            '- Naruto - OP1 - "R★O★C★K★S" by HOUND DOG\n- Bleach - OP1 - "*~Asterisk~" by ORANGE RANGE\n',
            [("R★O★C★K★S", "HOUND DOG", "Naruto"), ("*~Asterisk~", "ORANGE RANGE", "Bleach")],
            id="theme bullets",
        ),
        pytest.param(
            "Naruto OP2 - Haruka Kanata - ASIAN KUNG-FU GENERATION\n"
            "Bleach - Opening 1 - *~Asterisk~ - ORANGE RANGE\nNaruto ED1 - Wind - Akeboshi\n",
            [
                ("Haruka Kanata", "ASIAN KUNG-FU GENERATION", "Naruto"),
                ("*~Asterisk~", "ORANGE RANGE", "Bleach"),
                ("Wind", "Akeboshi", "Naruto"),
            ],
            id="theme series bare",
        ),
    ],
)
def test_themes_are_read(text, songs):
    assert said(text) == songs


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Hello, world. I went home, and slept.\nThen, well, nothing happened, really.\n"
            "And so, my friends, it ended, at last.\n",
            id="prose with commas",
        ),
        pytest.param("Anna,Berlin,12345\nBob,Hamburg,23456\nCarl,Bremen,34567\n", id="csv of addresses"),
        pytest.param(
            "The weather - as always - was fine. We walked - slowly - to the river, and nobody spoke a "
            "word.\n"
            "Then it rained - hard - and we ran home as fast as we could, laughing all the way.\n",
            id="prose dashes",
        ),
        pytest.param("- Buy milk\n- Call mum\n- Fix the door\n", id="todo list"),
        pytest.param(
            "# Project\n\nInstall:\n\n- clone - get the code\n- build - run make\n- test - run tests\n", id="readme"
        ),
        pytest.param('{"name": "app", "author": "Me", "version": "1.0", "dependencies": {"a": "1"}}', id="config json"),
        pytest.param('{"name": "x", "author": "Someone", "description": "d", "license": "MIT"}', id="package json"),
        pytest.param(
            '<?xml version="1.0"?><rss><channel><title>Show</title><author>Me</author><item><title>'
            "Episode 1</title><author>Me</author></item></channel></rss>",
            id="rss podcast",
        ),
        pytest.param(
            '#EXTM3U\n#EXTINF:-1 tvg-id="x" group-title="News",CNN\nhttp://x.test/live\n'
            '#EXTINF:-1 tvg-id="y",BBC - One\nhttp://x.test/live2\n',
            id="iptv",
        ),
        pytest.param("| No | What | Who |\n|---|---|---|\n| 1 | again | YUI |\n", id="md table no known header"),
        pytest.param(
            "The song was written\nand produced by the band, who later said\n"
            "that it was made by accident and not\nby design. It was followed by another\n"
            "one in the same year, by popular demand.\n",
            id="wrapped prose with by",
        ),
        pytest.param(
            'Output::\n\n    {\n        "Name": "x",\n        "Code": "y",\n'
            '        "State": "READY",\n        "Time": 4\n    }\n',
            id="json in a document",
        ),
        pytest.param(
            "From: anna@x.test\nTo: ben@x.test\nSubject: hello\nDate: Tue, 26 Sep 2000 12:23:03\n", id="mail headers"
        ),
        pytest.param("name: value\nother: thing\npath: /usr/lib\nlist: [a, b]\nemail: a@b.test\n", id="settings"),
        pytest.param(
            "# Changes\n\n- Fix the build by the team in #12\n- Improve speed by a lot\n- Made faster by using less\n",
            id="changelog",
        ),
        pytest.param(
            "Redistribution is permitted under these conditions.\n\n"
            "The following must be met in any case:\n\n1. Redistributions of source code\n"
            "must retain the notice above.\n2. Redistributions in binary form\n"
            "must reproduce the notice.\n3. Neither the name\nmay be used to endorse.\n",
            id="licence",
        ),
        pytest.param(
            "<html><body><table><tr><th>Constant</th><th>Description</th></tr><tr><td>A</td><td>an "
            "error</td></tr><tr><td>B</td><td>an error</td></tr><tr><td>C</td><td>other</td></tr>"
            "</table></body></html>",
            id="api table in html",
        ),
        pytest.param(
            "Playlist,Owner,Tracks,URL\n"
            "Chill,anna,20,https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5M\n"
            "Rock,ben,30,https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5N\n"
            "Pop,ben,30,https://open.spotify.com/playlist/37i9dQZF1DXcBWIGoYBM5P\n",
            id="playlists csv",
        ),
        pytest.param("Album,Artist,Year\nHolidays,YUI,2009\nSingle,7!!,2015\n", id="albums csv"),
        pytest.param("Artist Name,Artist ID,Plays\nYUI,1,20\n7!!,2,30\n", id="artists csv"),
        pytest.param("Movie,Director,Year\nA,B,2000\nC,D,2001\nE,B,2002\n", id="films csv"),
        pytest.param(
            "First Name,Last Name,Email\nAnna,Smith,a@b.test\nBen,Smith,c@d.test\nCleo,Jones,e@f.test\n",
            id="contacts csv",
        ),
        pytest.param(
            "The sun goes down\nbehind the town\n\nThe moon is high\nabove the sky\n\n"
            "The wind is cold\nthe stars are old\n\nThe night is long\nand has no song\n",
            id="a poem",
        ),
    ],
)
def test_what_is_no_song_is_not_taken_for_one(text):
    with pytest.raises(UsageError, match="no song was found"):
        read(text.encode())
