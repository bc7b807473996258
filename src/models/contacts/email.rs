//! Whether a cell holds an e-mail address to which a notice can go. It asks no server.

use super::refusal::Refusal;
use super::spelling::{is_placeholder, without_prefix};

/// Local parts that stand for nobody.
const NOBODY: [&str; 9] = ["none", "null", "noemail", "nomail", "noreply", "no-reply", "donotreply", "unknown", "test"];
/// Domains that stand for none.
const NOWHERE: [&str; 9] = ["none", "null", "noemail", "nomail", "unknown", "test", "example", "invalid", "localhost"];
/// Top-level domains that exist nowhere. Source: RFC 2606, section 2.
const RESERVED: [&str; 4] = ["test", "example", "invalid", "localhost"];

/// Reads one address from a folded value, `Anna <anna@example.org>` and `mailto:` allowed: the local part as typed, the
/// domain in lower case. One `@`, a domain with a dot, no blanks; domains and local parts may be of any script (RFC
/// 6531). Length limits: RFC 5321, section 4.5.3.1.
///
/// # Errors
/// [`Refusal::Placeholder`], [`Refusal::ReservedDomain`], [`Refusal::NoEmailAddress`] or [`Refusal::DomainWithoutDot`].
pub(super) fn read_email(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if is_placeholder(text) {
        return Err(Refusal::Placeholder);
    }
    let bracketed = text.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')).map(|(_, address)| address);
    let text = without_prefix(bracketed.unwrap_or(text), "mailto:");
    let (local, domain) = text.split_once('@').ok_or(Refusal::NoEmailAddress)?;
    let domain = domain.replace(['。', '｡'], ".").to_lowercase();
    let labels: Vec<&str> = domain.split('.').collect();
    if !is_local(local) || !labels.iter().all(|label| is_domain_label(label)) || local.len() + domain.len() > 253 {
        return Err(Refusal::NoEmailAddress);
    }
    let last = labels.last().copied().unwrap_or_default();
    let name = labels.iter().rev().nth(1).copied().unwrap_or(last);
    if NOBODY.contains(&local.to_lowercase().as_str()) || labels.len() < 2 && NOWHERE.contains(&name) {
        return Err(Refusal::Placeholder);
    }
    if RESERVED.contains(&last) || name == "example" {
        return Err(Refusal::ReservedDomain);
    }
    if NOWHERE.contains(&name) {
        return Err(Refusal::Placeholder);
    }
    if labels.len() < 2 {
        return Err(Refusal::DomainWithoutDot);
    }
    if last.chars().all(|c| c.is_ascii_digit()) {
        return Err(Refusal::NoEmailAddress);
    }
    Ok(format!("{local}@{domain}"))
}

fn is_local(local: &str) -> bool {
    let sign = |c: char| is_of_any_script(c) || c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    (1..=64).contains(&local.len()) && !dots && local.chars().all(sign)
}

fn is_domain_label(label: &str) -> bool {
    let hyphens = label.starts_with('-') || label.ends_with('-');
    let sign = |c: char| is_of_any_script(c) || c.is_ascii_alphanumeric() || c == '-';
    (1..=63).contains(&label.len()) && !hyphens && label.chars().all(sign)
}

/// Not ASCII, and neither a blank, a control, general punctuation, nor what an unreadable byte became.
fn is_of_any_script(c: char) -> bool {
    let punctuation = matches!(c, '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffff}');
    !c.is_ascii() && !c.is_whitespace() && !c.is_control() && !punctuation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (text, address) in [
            ("Anna.Li+shop@Mail.Example-Shop.co.uk", "Anna.Li+shop@mail.example-shop.co.uk"),
            ("O'Neil@qq.com", "O'Neil@qq.com"),
            ("王芳@例子。公司", "王芳@例子.公司"),
            ("bücher@münchen.de", "bücher@münchen.de"),
            ("x@xn--fsqu00a.xn--55qx5d", "x@xn--fsqu00a.xn--55qx5d"),
            ("Li Wei <mailto:li@163.com>", "li@163.com"),
            ("tester@atest.com", "tester@atest.com"),
        ] {
            assert_eq!(read_email(text).as_deref(), Ok(address));
        }
    }

    #[test]
    fn refusals() {
        use Refusal::*;
        for (text, refusal) in [
            ("none@none", Placeholder),
            ("test@example", Placeholder),
            ("anna@example.com", ReservedDomain),
            ("anna@shop.test", ReservedDomain),
            ("noreply@shop.de", Placeholder),
            ("n/a", Placeholder),
            ("anna@mailserver", DomainWithoutDot),
            ("anna", NoEmailAddress),
            ("@", Placeholder),
            ("anna@", NoEmailAddress),
            ("@qq.com", NoEmailAddress),
            ("a@b@c.com", NoEmailAddress),
            ("an na@qq.com", NoEmailAddress),
            ("anna@qq .com", NoEmailAddress),
            ("anna.@qq.com", NoEmailAddress),
            ("a..b@qq.com", NoEmailAddress),
            ("anna@-qq.com", NoEmailAddress),
            ("anna@qq..com", NoEmailAddress),
            ("anna@10.0.0.1", NoEmailAddress),
            ("an\u{fffd}na@qq.com", NoEmailAddress),
            ("=cmd|'x'!a\"@qq.com", NoEmailAddress),
        ] {
            assert_eq!(read_email(text), Err(refusal), "{text}");
        }
        let long = |n: usize| format!("{}@qq.com", "a".repeat(n - 1) + "b");
        assert!(read_email(&long(64)).is_ok() && read_email(&long(65)) == Err(NoEmailAddress));
    }
}
