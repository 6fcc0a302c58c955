import { describe, expect, it } from "vitest";

import { age, ago, dollars, pay, places, shortPay, since, size, unitOffset, workplaceAndPlace, yearlyPay } from "./format";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const salary = (minimum: number | null, maximum: number | null, currency: string | null, period: string | null) => ({
  minimum, maximum, currency, period, text: null,
});

describe("pay", () => {
  it("says a range with its currency and period", () => {
    expect(pay(salary(72_000, 88_000, "EUR", "year"))).toBe("€72,000 – €88,000 a year");
    expect(pay(salary(21.5, 24, "USD", "hour"))).toBe("$21.50 – $24 an hour");
  });
  it("says one end as a bound, and a single figure once", () => {
    expect(pay(salary(60_000, null, "GBP", "year"))).toBe("from £60,000 a year");
    expect(pay(salary(null, 60_000, "GBP", "year"))).toBe("up to £60,000 a year");
    expect(pay(salary(60_000, 60_000, "GBP", "year"))).toBe("£60,000 a year");
  });
  it("keeps figures whose currency is unknown, and says nothing of nothing", () => {
    expect(pay(salary(60_000, null, null, null))).toBe("from 60,000");
    expect(pay(null)).toBeNull();
    expect(pay(salary(null, null, "EUR", "year"))).toBeNull();
  });
  it("comes to something in a year where it is said for another time", () => {
    const told = (period: string, minimum: number | null, maximum: number | null) => ({ ...salary(1, 2, "USD", period), text: "", yearly_minimum: minimum, yearly_maximum: maximum });
    expect(yearlyPay(told("hour", 114_400, 124_800))).toBe("$114,400 – $124,800");
    expect(yearlyPay(told("month", 60_000, 60_000))).toBe("$60,000");
    expect([yearlyPay(told("year", 1, 2)), yearlyPay(told("hour", null, null)), yearlyPay(null)]).toEqual([null, null, null]);
  });
  it("is short in lists", () => {
    expect(shortPay(salary(72_000, 88_000, "EUR", "year"))).toBe("€72–88K");
    expect(shortPay(salary(21, 24, "EUR", "hour"))).toMatch(/^€21\s?–\s?€?24 \/ hour$/);
    expect(shortPay(salary(null, 60_000, "EUR", "year"))).toBe("≤ €60K");
  });
});

describe("time", () => {
  it("is told from now, in both directions", () => {
    expect(ago("2026-11-19T12:00:00Z", NOW)).toBe("3 days ago");
    expect(ago("2026-11-22T17:10:00Z", NOW)).toBe("in 5 hours");
    expect(ago("2026-11-22T11:59:40Z", NOW)).toBe("just now");
    expect(since("2026-11-19T12:00:00Z", NOW)).toBe("since 3 days ago");
    expect(since("2026-11-22T11:59:40Z", NOW)).toBe("just now");
  });
  it("is short in lists, and never negative", () => {
    expect(age("2026-11-22T09:00:00Z", NOW)).toBe("3 h");
    expect(age("2026-11-12T09:00:00Z", NOW)).toBe("10 d");
    expect(age("2026-10-01T09:00:00Z", NOW)).toBe("7 w");
    expect(age("2027-01-01T00:00:00Z", NOW)).toBe("new");
  });
});

describe("places", () => {
  it("names the first and counts the others", () => {
    expect(places(["Rotterdam", "Lyon", "Hamburg"])).toBe("Rotterdam + 2 more");
    expect(places([])).toBe("Place not given");
  });
  it("does not say remote twice", () => {
    expect(workplaceAndPlace("remote", ["Remote, EU"])).toBe("Remote, EU");
    expect(workplaceAndPlace("hybrid", ["Utrecht"])).toBe("Hybrid, Utrecht");
    expect(workplaceAndPlace("remote", [])).toBe("Remote");
  });
});

describe("offsets of the API", () => {
  it("count code points, so that a sign outside the basic plane moves nothing", () => {
    const text = "🚀🚀 Kafka";
    expect(text.slice(unitOffset(text, 3), unitOffset(text, 8))).toBe("Kafka");
  });
  it("stop at the end of the text", () => {
    expect(unitOffset("abc", 99)).toBe(3);
  });
});

it("costs keep two telling digits below a dollar", () => {
  expect([0, 12.5, 0.0042, 0.000031, 5].map(dollars)).toEqual(["$0.00", "$12.50", "$0.0042", "$0.000031", "$5.00"]);
});

it("sizes are told in kB and MB", () => {
  expect([size(12), size(84_213), size(2_400_000)]).toEqual(["1 kB", "84 kB", "2.4 MB"]);
});
