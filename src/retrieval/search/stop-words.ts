// Words that a question is made of rather than about, of the languages that most documents are in.

const english = `a about above after again all also am an and any are as at be because been before being
  below between both but by can could did do does doing during each few for from further had has have having
  he her here hers him his how i if in into is it its itself me more most must my no nor not of off on once
  only or other our out over own please same she should so some such tell than that the their them then there
  these they this those through to too under until up us very was we were what when where which while who
  whom whose why will with would you your yours`
const german = `aber als am an auch auf aus bei bin bis bist da damit dann das dass dem den denn der des die
  dies diese dieser dieses doch dort du durch ein eine einem einen einer eines er es euch für gibt hat hatte
  ich ihm ihn ihr im in ist ja jede jeder kann kein keine mir mit nach nicht noch nur ob oder ohne sein seine
  sich sie sind so über um und uns unter vom von vor war waren warum was welche welcher wenn wer werden wie
  wir wird wo zu zum zur`
const french = `au aux avec ce ces cette comme dans de des du elle en est et il ils je la le les leur lui
  mais mes mon ne nos notre nous on ou où par pas pour quand que quel quelle quelles quels qui sa se ses son
  sont sur un une vos votre vous`
const spanish = `al como con cual cuando cuál cómo de del donde dónde el ella ellos en entre es esta este
  estos la las lo los más mi muy ni o para pero por porque que quien qué se ser si sin sobre su sus también
  un una uno y`

export const STOP_WORDS = new Set([english, german, french, spanish].join(' ').split(/\s+/))
