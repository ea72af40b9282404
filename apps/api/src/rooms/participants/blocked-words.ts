import { DataSet, englishDataset, parseRawPattern } from 'obscenity';

/** Entries of the English dataset that are common surnames. */
const surnames: ReadonlySet<string | undefined> = new Set(['semen', 'hooker']);

/** Words that the dataset lacks: hate terms, and profanity of other languages. `|` is a word boundary. */
const additionalWords = (
  '|nazi|,|nazis|,hitler,siegheil,sieg heil,|kkk|,|kunt|,phuck,|fotze,|ficken|,|fick dich,wichser,hurensohn,arschloch,' +
  'scheis[s],missgeburt,|nutten|,schlampe,|puta|,pendejo,|cabron|,|merde|,|putain|,connard,salope,|kurwa,|cazzo|,|stronzo'
).split(',');

/** Harmless names and words that contain a blocked word. */
const allowedTerms = (
  'absolut,analena,analia,annal,assel,assman,bich,cocker,cuma,cumhur,cummings,dick van dyke,dicken,dickerson,dickie,' +
  'dickinson,dickman,dickson,dyker,fackel,fackler,fagan,fagerst,fagus,focke-,fu,fukud,fukui,fukuo,fukus,georgie,georgy,' +
  'gyorgy,hanus,kanal,kshit,moby dick,negropont,nishit,penistone,pissarro,pornchai,porntip,pornthip,pussycat,ranald,' +
  'rapeseed,retardant,riddick,rishit,rshit,siriporn,slutsk,somporn,thanus,tittel,titter,turdus,twatt,vandyke,wankel'
).split(',');

/** Words that a name must not contain, with exceptions. */
export function blockedWords(): DataSet<{ originalWord: string }> {
  const words = new DataSet<{ originalWord: string }>()
    .addAll(englishDataset)
    .removePhrasesIf(({ metadata }) => surnames.has(metadata?.originalWord));
  for (const word of additionalWords) words.addPhrase((phrase) => phrase.addPattern(parseRawPattern(word)));
  words.addPhrase((phrase) => allowedTerms.reduce((all, term) => all.addWhitelistedTerm(term), phrase));
  return words;
}
