//! Which addresses the window may be at: the screens that were built into it, and nowhere else. Text that came by sync cannot lead a
//! person away, even where a screen had a fault.

use tauri::Url;

/// Whether this is one of the app's own screens, or a file that one of them has made.
pub(crate) fn is_ours(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // The scheme of Windows and Android; tauri gives that host to the app's own files alone.
        "http" | "https" => url.host_str() == Some("tauri.localhost") || is_developers(url),
        "blob" => Url::parse(url.path()).is_ok_and(|inner| inner.scheme() != "blob" && is_ours(&inner)),
        _ => false,
    }
}

/// The screens as a developer's own server gives them out (`devUrl`); in no built app.
fn is_developers(url: &Url) -> bool {
    cfg!(dev) && url.host_str() == Some("localhost") && url.port() == Some(5173)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_stays_with_its_own_screens() {
        let ours = |text: &str| is_ours(&Url::parse(text).expect("a url"));
        for own in [
            "tauri://localhost",
            "tauri://localhost/#/hazard/1",
            "http://tauri.localhost/",
            "https://tauri.localhost/#/home",
        ] {
            assert!(ours(own), "{own}");
        }
        assert!(ours("blob:tauri://localhost/0b7f"), "a file to keep");
        for elsewhere in [
            "https://example.org/",
            "http://tauri.localhost.example.org/",
            "http://localhost.example.org:5173/",
            "tauri://example.org/",
            "javascript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "file:///etc/passwd",
            "blob:https://example.org/0b7f",
            "blob:blob:tauri://localhost/0b7f",
            "about:blank",
            "tel:110",
        ] {
            assert!(!ours(elsewhere), "{elsewhere}");
        }
    }
}
