//! The binomial test: whether something happens more often than chance has it.

/// The natural logarithm of the chance that of `n` independent tries, each of which succeeds with the
/// chance `p`, `k` or more do: ln Σ_{i ≥ k} C(n, i) pⁱ (1 − p)ⁿ⁻ⁱ. Exact but for rounding. A
/// logarithm, because the chance itself is too small for a number soon.
///
/// * `p`: above 0 and below 1.
/// * 0 if `k` is no more than `n p`: there is nothing to wonder at.
///
/// Source: the distribution's definition; each term is the one before × (n − i)/(i + 1) · p/(1 − p).
pub fn ln_at_least(k: u64, n: u64, p: f64) -> f64 {
    if k as f64 <= n as f64 * p {
        return 0.0;
    }
    if n < k {
        return f64::NEG_INFINITY;
    }
    let odds = p / (1.0 - p);
    let ratio = |i: u64| (n - i) as f64 / (i + 1) as f64 * odds;
    // The term of k, from the first one on.
    let first = n as f64 * (1.0 - p).ln();
    let term = (0..k).fold(first, |term, i| term + ratio(i).ln());
    // The terms after it, in units of it. They fall, because k is above the mean.
    let (mut sum, mut next) = (1.0, 1.0);
    for i in k..n {
        next *= ratio(i);
        if next < f64::EPSILON * sum {
            break;
        }
        sum += next;
    }
    (term + f64::ln(sum)).min(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By the definition, for few tries.
    fn at_least(k: u64, n: u64, p: f64) -> f64 {
        let choose = |i: u64| (0..i).fold(1.0, |all, j| all * (n - j) as f64 / (j + 1) as f64);
        (k..=n)
            .map(|i| choose(i) * p.powi(i as i32) * (1.0 - p).powi((n - i) as i32))
            .sum()
    }

    #[test]
    fn it_is_the_sum_of_the_definition() {
        for (n, p) in [(1, 0.5), (8, 0.3), (41, 1.0 / 60.0), (100, 0.01)] {
            for k in (0..=n).filter(|k| n as f64 * p < *k as f64) {
                let (found, expected) = (ln_at_least(k, n, p).exp(), at_least(k, n, p));
                assert!(
                    (found / expected - 1.0).abs() < 1e-9,
                    "{k} of {n}: {found}, not {expected}"
                );
            }
        }
    }

    #[test]
    fn what_is_expected_is_no_wonder_and_what_can_not_be_is_impossible() {
        assert_eq!(ln_at_least(0, 0, 0.5), 0.0);
        assert_eq!(ln_at_least(5, 300, 1.0 / 60.0), 0.0);
        assert_eq!(ln_at_least(3, 2, 0.5), f64::NEG_INFINITY);
    }

    #[test]
    fn numbers_too_small_for_a_number_have_a_logarithm() {
        let all = ln_at_least(100_000, 100_000, 1.0 / 60.0);
        assert!((all / (100_000.0 * (1.0_f64 / 60.0).ln()) - 1.0).abs() < 1e-9);
        let many = ln_at_least(5_000, 158_449, 1.0 / 60.0);
        assert!(many < -500.0 && many.is_finite(), "{many}");
    }
}
