/**
 * Names of the months, short and long, in lower case: English, and where they differ German, French, Spanish, Italian,
 * Portuguese and Dutch, which Java's loggers write on machines of these languages.
 *
 * @see https://cldr.unicode.org: the "gregorian" calendar's abbreviated and wide month names
 */
const names: readonly string[] = [
  'jan january januar januari janv janvier ene enero gen gennaio janeiro',
  'feb february februar februari févr février febrero febbraio fev fevereiro',
  'mar march mär märz mars marzo março mrt maart',
  'apr april avr avril abr abril aprile',
  'may mai mayo mag maggio maio mei',
  'jun june juni juin junio giu giugno junho',
  'jul july juli juil juillet julio lug luglio julho',
  'aug august août ago agosto augustus',
  'sep sept september septembre set settembre setembro',
  'oct october okt oktober octobre octubre ott ottobre out outubro',
  'nov november novembre noviembre novembro',
  'dec december dez dezember déc décembre dic diciembre dicembre dezembro',
];

/** 1 to 12 by name. */
export const monthOf: ReadonlyMap<string, number> = new Map(
  names.flatMap((line, index) => line.split(' ').map((name) => [name, index + 1] as const)),
);
