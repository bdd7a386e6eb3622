//! The screens: the built `ui/`, with headers that let nothing foreign in. Without a built `ui/` a plain page says how to
//! build it.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::http::{HeaderName, HeaderValue};
use axum::response::{Html, Response};
use axum::routing::get;
use tower_http::services::{ServeDir, ServeFile};

/// What a page may load: only what this hub serves.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data: blob:; connect-src 'self'; font-src 'self' data:; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

/// The page where there are no screens.
const PLAIN: &str = "<!doctype html><html lang=\"zh-Hans\"><meta charset=\"utf-8\"><title>金水巡防</title>\
    <body><h1>金水巡防</h1><p>服务器在运行，网页界面还没有编译。请在项目目录运行 <code>make ui</code>，再重新打开本页。</p>\
    <p lang=\"en\">The hub is running; its screens have not been built yet. Run <code>make ui</code> in the project's \
    folder, then open this page again.</p></body></html>";

/// Where the built screens are.
pub(crate) struct Screens {
    folder: Option<PathBuf>,
}

impl Screens {
    /// The named folder, or else `ui/dist` beside the working directory or the program.
    pub(crate) fn find(named: Option<PathBuf>) -> Self {
        let beside = || {
            let program = std::env::current_exe().ok();
            let program = program.as_deref().and_then(Path::parent).map(|folder| folder.join("ui/dist"));
            [Some(PathBuf::from("ui/dist")), program].into_iter().flatten().find(|folder| is_built(folder))
        };
        Screens { folder: named.filter(|folder| is_built(folder)).or_else(beside) }
    }

    /// Serves them under `/`.
    pub(crate) fn routes(self) -> Router {
        let Some(folder) = self.folder else {
            return guarded(Router::new().fallback(get(async || Html(PLAIN))));
        };
        let index = ServeFile::new(folder.join("index.html"));
        guarded(Router::new().fallback_service(ServeDir::new(folder).fallback(index)))
    }
}

fn is_built(folder: &Path) -> bool {
    folder.join("index.html").is_file()
}

fn guarded(router: Router) -> Router {
    router.layer(axum::middleware::map_response(async |mut response: Response| {
        for (name, value) in [
            ("content-security-policy", POLICY),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cache-control", "no-cache"),
        ] {
            let name = HeaderName::from_static(name);
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        response
    }))
}
