//! An invitation as it is shown: twelve digits to type, or a link to scan. Both name it by its first four digits; the proof that
//! one was invited is eight digits or, in the link, 128 bits.

use form_urlencoded::{Serializer, parse};

use super::enrol::normalise_code;

/// Digits that name an invitation.
pub const INVITE_NUMBER: usize = 4;
/// Digits that prove that one has seen it.
pub const INVITE_DIGITS: usize = 8;
/// Hex characters that prove the same in a link.
pub const INVITE_SECRET: usize = 32;
/// What a link begins with; a web page that opens the app may stand before it.
const LINK: &str = "jinshui://join?";

/// An invitation taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Where the hub is, as the link says.
    pub server: Option<String>,
    /// SHA-256 of the public key of the hub's TLS certificate, where the link pins it.
    pub pin: Option<String>,
    /// Names the invitation: four digits.
    pub number: String,
    /// Eight digits, or 32 characters of hex.
    pub proof: String,
}

impl Invitation {
    /// Reads what was typed or scanned; none where it is no invitation.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let query = text.strip_prefix(LINK).or_else(|| text.split_once("/join#").map(|(_, query)| query));
        match query {
            Some(query) => Self::of_link(query),
            None => Self::of_digits(&normalise_code(text)),
        }
    }

    fn of_digits(code: &str) -> Option<Self> {
        let all =
            code.len() == INVITE_NUMBER + INVITE_DIGITS && code.bytes().all(|byte| byte.is_ascii_digit());
        let (number, proof) = code.split_at_checked(INVITE_NUMBER).filter(|_| all)?;
        Some(Invitation { server: None, pin: None, number: number.to_owned(), proof: proof.to_owned() })
    }

    fn of_link(query: &str) -> Option<Self> {
        let value = |name: &str| {
            let found = parse(query.as_bytes()).find(|(key, _)| key == name);
            found.map(|(_, value)| value.into_owned()).filter(|value| !value.is_empty())
        };
        let (number, proof) = (value("id")?, value("s")?);
        let is_number = number.len() == INVITE_NUMBER && number.bytes().all(|byte| byte.is_ascii_digit());
        let is_secret = proof.len() == INVITE_SECRET && proof.bytes().all(|byte| byte.is_ascii_hexdigit());
        (is_number && is_secret).then(|| Invitation { server: value("at"), pin: value("pin"), number, proof })
    }

    /// The link that a QR code carries.
    #[must_use]
    pub fn link(&self) -> String {
        let mut query = Serializer::new(String::from(LINK));
        query.extend_pairs(self.server.iter().map(|server| ("at", server)));
        query.extend_pairs(self.pin.iter().map(|pin| ("pin", pin)));
        query.append_pair("id", &self.number).append_pair("s", &self.proof);
        query.finish().replacen("?&", "?", 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_is_read_as_it_is_typed_and_as_it_is_scanned() {
        let typed = Invitation::read(" 1234 5678-9012 ").unwrap();
        assert_eq!((typed.number.as_str(), typed.proof.as_str()), ("1234", "56789012"));
        for none in ["", "12", "12345678901a", "jinshui://join?id=1234&s=12", "jinshui://join?s=00"] {
            assert_eq!(Invitation::read(none), None, "{none}");
        }
        let server = Some("https://jinshui.example:8443/a b".to_owned());
        let whole =
            Invitation { server, pin: Some("k+/=".into()), number: "0007".into(), proof: "0a".repeat(16) };
        let link = whole.link();
        assert!(link.starts_with("jinshui://join?at=https%3A%2F%2F"), "{link}");
        assert_eq!(Invitation::read(&link), Some(whole.clone()));
        let page = link.replace("jinshui://join?", "https://jinshui.example/join#");
        assert_eq!(Invitation::read(&page), Some(whole));
    }
}
