import { DataSet, englishDataset, parseRawPattern } from 'obscenity';

/** Of the list, what is a name of people far more often than a rude word. */
const names: ReadonlySet<string | undefined> = new Set(['semen', 'hooker']);

/** What the list lacks: the rudest words of the rooms next door, and what nobody wants on a wall. `|` is a word's edge. */
const more = (
  '|nazi|,|nazis|,hitler,siegheil,sieg heil,|kkk|,|kunt|,phuck,|fotze,|ficken|,|fick dich,wichser,hurensohn,arschloch,' +
  'scheis[s],missgeburt,|nutten|,schlampe,|puta|,pendejo,|cabron|,|merde|,|putain|,connard,salope,|kurwa,|cazzo|,|stronzo'
).split(',');

/** Innocents that hold one of the words: names of people and places, and some things. */
const innocents = (
  'absolut,analena,analia,annal,assel,assman,bich,cocker,cuma,cumhur,cummings,dick van dyke,dicken,dickerson,dickie,' +
  'dickinson,dickman,dickson,dyker,fackel,fackler,fagan,fagerst,fagus,focke-,fu,fukud,fukui,fukuo,fukus,georgie,georgy,' +
  'gyorgy,hanus,kanal,kshit,moby dick,negropont,nishit,penistone,pissarro,pornchai,porntip,pornthip,pussycat,ranald,' +
  'rapeseed,retardant,riddick,rishit,rshit,siriporn,slutsk,somporn,thanus,tittel,titter,turdus,twatt,vandyke,wankel'
).split(',');

/** The words that no name may hold, with those that may hold them. */
export function refusedWords(): DataSet<{ originalWord: string }> {
  const words = new DataSet<{ originalWord: string }>()
    .addAll(englishDataset)
    .removePhrasesIf(({ metadata }) => names.has(metadata?.originalWord));
  for (const word of more) words.addPhrase((phrase) => phrase.addPattern(parseRawPattern(word)));
  words.addPhrase((phrase) => innocents.reduce((all, term) => all.addWhitelistedTerm(term), phrase));
  return words;
}
