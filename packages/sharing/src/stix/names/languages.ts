// SPDX-License-Identifier: Apache-2.0
/** ISO 639 codes as language tags use them (RFC 5646, section 2.2.1: two letters wherever there are two). */
const LANGUAGES: ReadonlySet<string> = new Set(
  (
    'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et ' +
    'eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ' +
    'ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no ' +
    'nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg ' +
    'th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ' +
    'ace ach ada ady afh agq ain akk ale alt ang anp arc arn arp ars ary arz asa ast awa bal ban bas bej bem bez bgc bho bik ' +
    'bin bla brx bua bug byn cad car ceb cgg chb chg chk chm chn cho chp chr chy ckb cmn cop cre crh csb dak dar dav del den ' +
    'dgr din dje doi dsb dua dum dyo dyu ebu efi egy eka elx ewo fan fat fil fon frm fro frr frs fur gaa gay gba gez gil gmh ' +
    'goh gon gor got grb grc gsw guz gwi hai hak haw hil hit hmn hsb hup iba ilo inh jbo jgo jmc jpr jrb kaa kab kac kaj kam ' +
    'kaw kbd kcg kde kea kha kho khq kkj kln kmb kok kos kpe krc krl kru ksb ksf ksh kum kut lad lag lah lam lez lkt lol loz ' +
    'lrc lua lui lun luo lus luy mad mag mai mak man mas mdf mdr men mer mfe mga mgh mgo mic min mis mnc mni moh mos mua mul ' +
    'mus mwl mwr myv mzn nan nap naq nds new nia niu nmg nnh nog non nqo nso nus nwc nym nyn nyo nzi osa ota pag pal pam pap ' +
    'pau pcm peo phn pon prg pro raj rap rar rof rom rup rwk sad sah sam saq sas sat sba sbp scn sco seh sel ses sga sgn shi ' +
    'shn sid sma smj smn sms snk sog srn srr ssy suk sus sux swb syc syr szl tem teo ter tet tig tiv tkl tlh tli tmh tog tpi ' +
    'tsi tum tvl twq tyv tzm udm uga umb und vai vep vot vun wae wal war was wuu xal xog yao yap yav yue zap zbl zen zgh zun ' +
    'zxx zza'
  ).split(' '),
);

const TAG =
  /^(?:([a-z]{2,3})(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+|i-[a-z]{2,9})$/;

/** Whether a text is a language tag (RFC 5646) of a language that ISO 639 knows. */
export function isLanguageTag(text: string): boolean {
  const match = text.length > 80 ? null : TAG.exec(text.toLowerCase());
  if (match === null) return false;
  return match[1] === undefined || LANGUAGES.has(match[1]) || /^q[a-t][a-z]$/.test(match[1]);
}
