/** Countries to choose from, by ISO 3166-1 alpha-2, with the names the browser has for them. */
const CODES =
  "AR AT AU BE BG BR CA CH CL CN CO CR CY CZ DE DK EE EG ES FI FR GB GR HK HR HU ID IE IL IN IS IT JP KE KR LT LU LV MA MT MX MY NG NL NO NZ PE PH PK PL PT RO RS RU SA SE SG SI SK TH TN TR TW UA US UY VN ZA AE";

const names = new Intl.DisplayNames(["en"], { type: "region" });

export const COUNTRIES = CODES.split(" ")
  .map((value) => ({ value, label: names.of(value) ?? value }))
  .sort((a, b) => a.label.localeCompare(b.label));

export const CURRENCIES = "EUR USD GBP CHF AUD BRL CAD CNY CZK DKK HKD HUF ILS INR JPY KRW MXN NOK NZD PLN RON SEK SGD TRY ZAR".split(" ");
