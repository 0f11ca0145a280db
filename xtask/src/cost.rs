//! What a night costs: what visits transfer, measured, times how many people came to midare on its two great days,
//! against what hosts of static pages ask for it.

use std::fmt::Write;

use crate::Problem;
use crate::tools::Tools;

/// Views of midare on the two days after its release.
const NIGHTS: [u32; 2] = [110_000, 300_000];

/// What people do who come from a link that trends, in hundredths: most look at the sample, and few have an
/// archive at hand, since X takes a day or more to give it. An assumption: there is nothing to count visitors with.
const MIX: [(&str, u32); 6] = [
    ("look", 30),
    ("sample", 38),
    ("share", 7),
    ("archive", 5),
    ("bird", 5),
    ("again", 15),
];

/// What the names of visits mean; `xtask/transfers.mjs` does them.
const MEANINGS: [(&str, &str); 6] = [
    ("look", "first visit, the first screen only"),
    ("sample", "first visit, a sample with its rhythm"),
    ("share", "the same, then the page for sharing"),
    ("archive", "first visit, an archive with its rhythm"),
    ("bird", "a sample with its rhythm, then the bird"),
    ("again", "the sample once more, some hours later"),
];

/// One visit's weight.
#[derive(Clone, Debug, PartialEq)]
struct Visit {
    name: String,
    requests: f64,
    bytes: f64,
}

/// What some people's visits weigh together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Traffic {
    gb: f64,
    requests: f64,
}

/// What a host lets pass in a month for its price, and what it does then. Prices in dollars.
#[derive(Clone, Copy, Debug)]
enum Terms {
    Unlimited,
    Quota {
        gb: f64,
        requests: f64,
        beyond: Beyond,
    },
    /// Netlify's own currency, of which deploying takes some as well.
    Credits {
        credits: f64,
        beyond: Beyond,
    },
}

#[derive(Clone, Copy, Debug)]
enum Beyond {
    /// Visitors see an error until the month is over.
    Stops,
    /// The host writes a letter; what it then does is its own affair.
    Asks,
    Pays {
        per_gb: f64,
        per_million: f64,
    },
    /// Whole packs, of gigabytes or of credits.
    Packs {
        size: f64,
        price: f64,
    },
}

const CREDITS_PER_GB: f64 = 20.0;
const CREDITS_PER_REQUEST: f64 = 2.0 / 10_000.0;
const CREDITS_PER_DEPLOY: f64 = 15.0;

/// Whether a host can send the headers of dist/_headers, on which the page's promise rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Headers {
    /// It reads the file.
    AsTheyAre,
    /// In a form of its own, which must be written.
    Otherwise,
    Never,
}

struct Host {
    name: &'static str,
    price: f64,
    terms: Terms,
    headers: Headers,
    /// Where the figures stand, and when they were read there; prices change.
    source: &'static str,
}

const HOSTS: [Host; 9] = [
    Host {
        name: "Cloudflare Pages, free",
        price: 0.0,
        terms: Terms::Unlimited,
        headers: Headers::AsTheyAre,
        source: "developers.cloudflare.com/pages/functions/pricing, a copy read 2026-11-29",
    },
    Host {
        name: "Netlify, free",
        price: 0.0,
        terms: Terms::Credits {
            credits: 300.0,
            beyond: Beyond::Stops,
        },
        headers: Headers::AsTheyAre,
        source: "netlify.com/pricing of 2026-08-27; rates as others quote them, 2026-10-05",
    },
    Host {
        name: "Netlify Personal",
        price: 9.0,
        terms: Terms::Credits {
            credits: 1000.0,
            beyond: Beyond::Packs {
                size: 500.0,
                price: 5.0,
            },
        },
        headers: Headers::AsTheyAre,
        source: "as above; packs only with auto recharge switched on, else it stops",
    },
    Host {
        name: "Netlify Pro",
        price: 20.0,
        terms: Terms::Credits {
            credits: 3000.0,
            beyond: Beyond::Packs {
                size: 1500.0,
                price: 10.0,
            },
        },
        headers: Headers::AsTheyAre,
        source: "as above",
    },
    Host {
        name: "Netlify Starter, before Sep 2025",
        price: 0.0,
        terms: Terms::Quota {
            gb: 100.0,
            requests: f64::INFINITY,
            beyond: Beyond::Packs {
                size: 100.0,
                price: 55.0,
            },
        },
        headers: Headers::AsTheyAre,
        source: "Netlify's letters about usage, a copy read 2026-11-29; for older accounts only",
    },
    Host {
        name: "Vercel Hobby",
        price: 0.0,
        terms: Terms::Quota {
            gb: 100.0,
            requests: 1e6,
            beyond: Beyond::Stops,
        },
        headers: Headers::Otherwise,
        source: "vercel.com/pricing as others quote it, 2026-05; not for commerce",
    },
    Host {
        name: "Vercel Pro",
        price: 20.0,
        terms: Terms::Quota {
            gb: 1000.0,
            requests: 1e7,
            beyond: Beyond::Pays {
                per_gb: 0.15,
                per_million: 2.0,
            },
        },
        headers: Headers::Otherwise,
        source: "as above; regions differ, and its $20 of usage is not counted here",
    },
    Host {
        name: "GitHub Pages",
        price: 0.0,
        terms: Terms::Quota {
            gb: 100.0,
            requests: f64::INFINITY,
            beyond: Beyond::Asks,
        },
        headers: Headers::Never,
        source: "docs.github.com on the limits of Pages, a copy read 2026-11-29",
    },
    Host {
        name: "CloudFront, as you go",
        price: 0.0,
        terms: Terms::Quota {
            gb: 1000.0,
            requests: 1e7,
            beyond: Beyond::Pays {
                per_gb: 0.114,
                per_million: 1.2,
            },
        },
        headers: Headers::Otherwise,
        source: "aws.amazon.com/cloudfront/pricing, a copy read 2026-11-30; beyond: Japan's rates",
    },
];

/// Measures dist/ and prints what a night of it costs.
pub fn print(tools: &Tools) -> Result<(), Problem> {
    if !tools.root.join("dist").join("index.html").is_file() {
        return Err("dist/ was not built: call `cargo xtask build` first".to_owned());
    }
    let lines = tools
        .answer("node", "xtask/transfers.mjs")
        .ok_or("cannot measure dist/: `node xtask/transfers.mjs` failed")?;
    let visits = lines
        .lines()
        .map(parse)
        .collect::<Option<Vec<_>>>()
        .ok_or("`node xtask/transfers.mjs` printed something else than visits")?;
    println!("{}", report(&visits)?);
    Ok(())
}

fn parse(line: &str) -> Option<Visit> {
    let mut words = line.split(' ');
    Some(Visit {
        name: words.next()?.to_owned(),
        requests: words.next()?.parse().ok()?,
        bytes: words.next()?.parse().ok()?,
    })
}

/// Everything that is printed.
fn report(visits: &[Visit]) -> Result<String, Problem> {
    let view = mixed(visits)?;
    let nights = NIGHTS.map(|views| view.times(f64::from(views)));
    let both = nights[0].plus(nights[1]);
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = writeln!(text, "A visit transfers, with headers, in Chromium:\n");
    for visit in visits {
        let meaning = MEANINGS.iter().find(|(name, _)| *name == visit.name);
        let share = MIX.iter().find(|(name, _)| *name == visit.name);
        let _ = writeln!(
            text,
            "{:>9.1} KB {:>4} requests {:>4} %  {}",
            visit.bytes / 1e3,
            visit.requests,
            share.map_or(0, |(_, share)| *share),
            meaning.map_or(visit.name.as_str(), |(_, meaning)| meaning),
        );
    }
    let _ = writeln!(
        text,
        "{:>9.1} KB {:>4.1} requests        the mean view of a night, if the percentages are right\n",
        view.gb * 1e6,
        view.requests
    );
    for (views, night) in NIGHTS.iter().zip(nights) {
        let _ = writeln!(text, "{:>9} views: {}", grouped(*views), night.say());
    }
    let _ = writeln!(text, "{:>9} days:  {}\n", "both", both.say());
    let _ = writeln!(
        text,
        "{:<33} {:>6} {:>16} {:>16} {:>16}  headers",
        "host",
        "$/mon",
        grouped(NIGHTS[0]),
        grouped(NIGHTS[1]),
        "both in a month"
    );
    for host in &HOSTS {
        let _ = write!(text, "{:<33} {:>6}", host.name, host.price);
        for traffic in [nights[0], nights[1], both] {
            let _ = write!(text, " {:>16}", host.outcome(traffic));
        }
        let headers = match host.headers {
            Headers::AsTheyAre => "dist/_headers as it is",
            Headers::Otherwise => "to be written in its own form",
            Headers::Never => "cannot send them: not for this page",
        };
        let _ = writeln!(text, "  {headers}");
    }
    let _ = writeln!(text, "\nWhere the prices are from:");
    for host in &HOSTS {
        let _ = writeln!(text, "{:<33} {}", host.name, host.source);
    }
    Ok(text)
}

/// A number below a million with a comma where people want one.
fn grouped(number: u32) -> String {
    format!("{},{:03}", number / 1000, number % 1000)
}

/// The mean view of [`MIX`].
fn mixed(visits: &[Visit]) -> Result<Traffic, Problem> {
    let mut mean = Traffic::default();
    for (name, share) in MIX {
        let visit = visits.iter().find(|visit| visit.name == name);
        let visit = visit.ok_or_else(|| format!("no visit \"{name}\" was measured"))?;
        let one = Traffic {
            gb: visit.bytes / 1e9,
            requests: visit.requests,
        };
        mean = mean.plus(one.times(f64::from(share) / 100.0));
    }
    Ok(mean)
}

impl Traffic {
    fn times(self, factor: f64) -> Traffic {
        Traffic {
            gb: self.gb * factor,
            requests: self.requests * factor,
        }
    }

    fn plus(self, other: Traffic) -> Traffic {
        Traffic {
            gb: self.gb + other.gb,
            requests: self.requests + other.requests,
        }
    }

    fn say(self) -> String {
        let millions = self.requests / 1e6;
        format!("{:>6.1} GB, {millions:.2} million requests", self.gb)
    }
}

impl Host {
    /// What a month with this traffic comes to.
    fn outcome(&self, traffic: Traffic) -> String {
        match self.terms {
            Terms::Unlimited => self.bill(0.0),
            Terms::Quota {
                gb,
                requests,
                beyond,
            } => {
                let part = (traffic.gb / gb).max(traffic.requests / requests);
                let over = Traffic {
                    gb: (traffic.gb - gb).max(0.0),
                    requests: (traffic.requests - requests).max(0.0),
                };
                self.beyond(beyond, part, over.gb, over)
            }
            Terms::Credits { credits, beyond } => {
                let used = traffic.gb * CREDITS_PER_GB
                    + traffic.requests * CREDITS_PER_REQUEST
                    + CREDITS_PER_DEPLOY;
                self.beyond(beyond, used / credits, used - credits, traffic)
            }
        }
    }

    /// * `part`: of what is included, how much was used; 1 is all.
    /// * `units`: how much more was used, in what packs are counted in.
    fn beyond(&self, beyond: Beyond, part: f64, units: f64, over: Traffic) -> String {
        if part <= 1.0 {
            return self.bill(0.0);
        }
        match beyond {
            Beyond::Stops => format!("stops at {:.0} %", 100.0 / part),
            Beyond::Asks => "may be asked".to_owned(),
            Beyond::Pays {
                per_gb,
                per_million,
            } => self.bill(over.gb * per_gb + over.requests / 1e6 * per_million),
            Beyond::Packs { size, price } => self.bill((units / size).ceil() * price),
        }
    }

    fn bill(&self, more: f64) -> String {
        match self.price + more {
            0.0 => "free".to_owned(),
            dollars => format!("${dollars:.0}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(terms: Terms, price: f64) -> Host {
        Host {
            name: "",
            price,
            terms,
            headers: Headers::AsTheyAre,
            source: "",
        }
    }

    fn check(terms: Terms, price: f64, traffic: (f64, f64), expected: &str) {
        let (gb, requests) = traffic;
        let outcome = host(terms, price).outcome(Traffic { gb, requests });
        assert_eq!(outcome, expected, "{terms:?} {traffic:?}");
    }

    #[test]
    fn a_host_is_free_stops_asks_or_is_paid() {
        let quota = |beyond| Terms::Quota {
            gb: 100.0,
            requests: 1e6,
            beyond,
        };
        let pays = Beyond::Pays {
            per_gb: 0.15,
            per_million: 2.0,
        };
        let packs = Beyond::Packs {
            size: 100.0,
            price: 55.0,
        };
        check(Terms::Unlimited, 0.0, (1e6, 1e12), "free");
        check(quota(Beyond::Stops), 0.0, (100.0, 1e6), "free");
        check(quota(Beyond::Stops), 0.0, (200.0, 1e6), "stops at 50 %");
        check(quota(Beyond::Stops), 0.0, (10.0, 4e6), "stops at 25 %");
        check(quota(Beyond::Asks), 0.0, (101.0, 1.0), "may be asked");
        check(quota(pays), 20.0, (50.0, 1.0), "$20");
        check(quota(pays), 20.0, (300.0, 11e6), "$70");
        check(quota(packs), 0.0, (101.0, 1.0), "$55");
        check(quota(packs), 0.0, (301.0, 1.0), "$165");
    }

    #[test]
    fn credits_are_taken_by_bytes_requests_and_the_deploy() {
        let credits = |credits, beyond| Terms::Credits { credits, beyond };
        let packs = Beyond::Packs {
            size: 500.0,
            price: 5.0,
        };
        // 14.25 GB are all that 300 credits leave for a deploy and nothing else.
        check(credits(300.0, Beyond::Stops), 0.0, (14.25, 0.0), "free");
        check(
            credits(300.0, Beyond::Stops),
            0.0,
            (29.25, 0.0),
            "stops at 50 %",
        );
        check(credits(1000.0, packs), 9.0, (10.0, 1e6), "$9");
        check(credits(1000.0, packs), 9.0, (60.0, 0.0), "$14");
        check(credits(1000.0, packs), 9.0, (49.25, 1e6), "$14");
    }

    #[test]
    fn the_mix_is_of_all_visits_and_whole() {
        assert_eq!(MIX.iter().map(|(_, share)| share).sum::<u32>(), 100);
        let names = MIX.map(|(name, _)| name);
        assert_eq!(names, MEANINGS.map(|(name, _)| name));
        let visits = names.map(|name| parse(&format!("{name} 10 1000")).unwrap());
        let mean = mixed(&visits).unwrap();
        assert!((mean.gb - 1e-6).abs() < 1e-12 && (mean.requests - 10.0).abs() < 1e-9);
        assert!(mixed(&visits[1..]).unwrap_err().contains("\"look\""));
    }

    #[test]
    fn the_report_names_every_host_and_both_nights() {
        let visits = MIX.map(|(name, _)| parse(&format!("{name} 10 100000")).unwrap());
        let report = report(&visits).unwrap();
        for host in &HOSTS {
            assert_eq!(report.matches(host.name).count(), 2, "{}", host.name);
            assert!(host.source.contains("20") || host.source.starts_with("as above"));
        }
        assert!(report.contains("110,000 views:   11.0 GB, 1.10 million requests"));
        assert!(report.contains("300,000 views:   30.0 GB, 3.00 million requests"));
    }

    #[test]
    fn a_visit_is_a_name_and_two_numbers() {
        assert_eq!(parse("look 7 99000").unwrap().bytes, 99_000.0);
        for line in ["", "look", "look 7", "look seven 9"] {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
