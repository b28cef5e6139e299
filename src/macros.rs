/// Writes a [`Post`](crate::Post) as Rust: it reads like the message, rustfmt formats it, and the
/// compiler checks it.
///
/// ```
/// use feishu_post::{Post, post};
///
/// const RECEIVED: Post = post!["你好,工单已收到"];
///
/// let post = post![
///     title = "this is title",
///     ["第一行&nbsp;:".un_escape(), link("超链接", "http://www.feishu.cn"), at_all()],
///     ["第二行 :", "文本测试".bold()],
///     image("img_7ea74629-9191-4176-998c-2e603c9c5e8g").size(300, 200),
/// ];
/// assert_eq!(post.content(&feishu_post::Locale::ZhCn).unwrap().lines().len(), 3);
/// # assert_eq!(RECEIVED.to_json(), r#"{"zh_cn":{"content":[[{"tag":"text","text":"你好,工单已收到"}]]}}"#);
/// ```
///
/// It evaluates to a `Post<'_>` and never to a `Result`: what a literal shows to be wrong does not
/// compile, and what is known at run time is checked before it is used here ([`Href`](crate::Href)). A
/// post of nothing but literals is a constant: it can be a `const` or a `static`, and nothing is
/// allocated. Any other is a block of statements in the order of the source: `?`, `.await`, `return`,
/// `break` and `continue` reach the function around it.
///
/// ```
/// use feishu_post::{Href, HrefError, Line, Post, line, post};
///
/// # struct Step { name: String, done: bool }
/// # enum Severity { High, Low }
/// fn updated<'a>(
///     id: u64,
///     agent: &'a str,
///     steps: &'a [Step],
///     doc: Option<&'a str>,
///     severity: Severity,
/// ) -> Result<Post<'a>, HrefError> {
///     Ok(post![
///         title = "工单 {id} 已更新",
///         ["处理人:", at(agent), " 状态:", "处理中".bold()],
///         for step in steps {
///             let mark = if step.done { "✓" } else { "…" };
///             ["{step.name} ", mark];
///         },
///         if let Some(doc) = doc {
///             [link("相关文档", Href::parse(doc)?)]
///         },
///         match severity {
///             Severity::High => ["请立即处理 ".bold(), emotion("Alarm")],
///             Severity::Low => hr(),
///         },
///         [link("查看工单", "https://example.com/tickets/{id}?agent={agent}")],
///         ..footer(),
///     ])
/// }
///
/// fn footer() -> [Line<'static>; 1] {
///     [line!["— ", "服务台".italic()]]
/// }
///
/// let steps = [Step { name: "重启".to_owned(), done: true }];
/// let post = updated(42, "ou_1", &steps, None, Severity::High)?;
/// assert!(post.to_json().starts_with(r#"{"zh_cn":{"title":"工单 42 已更新","content":[["#));
/// assert!(post.to_json().contains(r#"[{"tag":"text","text":"重启 "},{"tag":"text","text":"✓"}]"#));
/// assert!(post.to_json().contains(r#""href":"https://example.com/tickets/42?agent=ou_1""#));
/// # Ok::<(), HrefError>(())
/// ```
///
/// # Items of a post
///
/// Items are separated by commas:
///
/// | item | is |
/// |---|---|
/// | `title = …` | the title; once, and first |
/// | `[…, …]` | a line of [inline elements](#elements-of-a-line) |
/// | `"…"` | a line of one text |
/// | `image("img_…")`, `image("img_…").size(300, 200)` | a block: an image; width and height in pixels |
/// | `media("file_…")`, `media("file_…", "img_…")` | a block: a video, and its cover |
/// | `hr()` | a block: a rule |
/// | `code_block("RUST", "…")` | a block: code, taken as it is; its braces are code |
/// | `markdown("…")` | a block: Markdown that the platform renders |
/// | `if`, `if let`, `match`, `for`, `while`, `loop`, `{ … }` | the items inside, as often as they are reached |
/// | `..lines` | each line of an iterator |
/// | `link(…)`, `at(…)`, … | a line of this one [inline element](#elements-of-a-line) |
/// | any other expression | a [`Line`](crate::Line), or what is `Into<Line>`; an `Option` of such where it is `Some` |
///
/// In braces the rules of Rust's statements hold: an item ends in `;` (the last may go without), and
/// `let`, assignments, `return`, `break`, `continue` and expressions of type `()` are not items. The value of
/// a title may be control flow, too: `title = if urgent { "紧急:{id}" } else { "工单 {id}" }`. A line that
/// control flow left empty is omitted.
///
/// # Elements of a line
///
/// | inline element | is |
/// |---|---|
/// | `"…"` | a text |
/// | `link("…", "https://…")`, `link("…", href)` | a link; at run time its URL is an [`Href`](crate::Href) |
/// | `link_or_text("…", url)` | a link, or the text `… (url)` where the URL is refused |
/// | `at("ou_…")`, `at("ou_…").name("王小明")`, `at_all()` | a mention |
/// | `emotion("SMILE")`, `emotion(emoji)` | an emoji; at run time an [`Emoji`](crate::Emoji) |
/// | control flow, `..elements` | as in a post |
/// | any other expression | text, or an [`Element`](crate::Element); an `Option` of such where it is `Some` |
///
/// `.bold()`, `.italic()`, `.underline()`, `.line_through()` and `.un_escape()` after a string, an
/// element or an expression style it, as [`Stylize`](crate::Stylize) does; the trait need not be
/// imported. A method of your own type with such a name stays yours; where another trait gives strings
/// one, too, write the value as a string, `"{value}".bold()`.
///
/// Called by their bare name, elements are the macro's, and so are the platform's tags `a`, `img`, `md` and
/// `text`, for which the compiler says what to write. Any other call is ordinary Rust:
/// `signature(user)`, `self::link(…)`, and in parentheses `(link(…))`.
///
/// # Strings
///
/// A string literal of the macro's is a format string that captures names, as `format!` reads it:
/// `{name}`, `{name:?}`, `{n:>3}`. Beyond `format!` it captures fields, `{ticket.id}` and
/// `{self.pair.0}`. `{{` and `}}` are braces. Without captures it is borrowed. Strings inside ordinary expressions
/// are ordinary Rust, and so is one with another method than a style, or with an operator: `"=".repeat(20)`.
/// An editor that renames a field does not reach the strings that capture it; the compiler then names them.
///
/// A captured value stays data:
///
/// - In a URL it is percent-encoded. It changes neither host nor path nor keys, not even as `..`; before
///   the path it does not compile.
/// - In an `.un_escape()` literal it is HTML-escaped, so that it shows as it is; an `&` that runs into it does not
///   compile.
/// - In a `markdown("…")` literal only numbers, `bool` and [`Markdown`](crate::Markdown) are captured: the platform
///   documents no escape, and any text could mention everyone. `Markdown::raw(text)` allows it.
///
/// ```
/// use feishu_post::{Markdown, post};
///
/// let (file, count) = ("../a b?", 3);
/// let note = Markdown::raw("*已读*");
/// let post = post![
///     link("附件", "https://example.com/files/{file}"),
///     "{file}&nbsp;<".un_escape(),
///     markdown("**{count}** 个,{note}"),
/// ];
/// assert_eq!(
///     post.to_json(),
///     concat!(
///         r#"{"zh_cn":{"content":["#,
///         r#"[{"tag":"a","text":"附件","href":"https://example.com/files/..%2Fa%20b%3F"}],"#,
///         r#"[{"tag":"text","un_escape":true,"text":"../a b?&nbsp;<"}],"#,
///         r#"[{"tag":"md","text":"**3** 个,*已读*"}]]}}"#,
///     )
/// );
/// ```
///
/// # Locales
///
/// A post in several locales names them in the place of items, each with a list, or with a prebuilt
/// [`Content`](crate::Content) (or an `Option` of one). Without names, the items belong to `zh_cn`.
///
/// ```
/// use feishu_post::{Content, Locale, post};
///
/// let prebuilt = Content::new(["一行目"]).with_title("題");
/// let post = post![
///     zh_cn = [title = "标题", ["第一行 :", link("超链接", "http://www.feishu.cn")]],
///     en_us = [title = "Title", ["First line: ", link("link", "https://www.feishu.cn")]],
///     ja_jp = prebuilt,
/// ];
/// assert_eq!(post.content(&Locale::EnUs).unwrap().title(), Some("Title"));
/// ```
///
/// # Mistakes
///
/// All mistakes of a call are reported at once, each at the literal or name that is wrong:
///
/// ```compile_fail
/// feishu_post::post![
///     [link("文档", "www.feishu.cn")], // link is refused: no scheme; write "https://www.feishu.cn"
///     [emotion("SMIEL")],              // unknown emoji "SMIEL": did you mean "SMILE"?
///     ["见 ", image("img_1")],         // an image is a block: write it outside the [ ] of a line
/// ];
/// ```
///
/// A post whose control flow left nothing compiles; it [`is_empty`](crate::Post::is_empty).
#[macro_export]
macro_rules! post {
    ($($input:tt)*) => {
        $crate::__private::post! { ($crate) $($input)* }
    };
}

/// Writes one [`Line`](crate::Line) of a post: what is in the `[ ]` of a line in
/// [`post!`](crate::post), by the same rules.
///
/// ```
/// use feishu_post::{Line, line, post};
///
/// const SIGNATURE: Line = line!["— ", "服务台".italic()];
///
/// fn handled_by(agent: Option<&str>) -> Line<'_> {
///     line!["处理人:", if let Some(agent) = agent { at(agent) } else { "无" }]
/// }
///
/// let post = post![handled_by(Some("ou_1")), SIGNATURE];
/// assert_eq!(
///     post.to_json(),
///     concat!(
///         r#"{"zh_cn":{"content":[[{"tag":"text","text":"处理人:"},{"tag":"at","user_id":"ou_1"}],"#,
///         r#"[{"tag":"text","text":"— "},{"tag":"text","text":"服务台","style":["italic"]}]]}}"#,
///     )
/// );
/// ```
///
/// A block is not part of a line:
///
/// ```compile_fail
/// feishu_post::line!["图:", image("img_7ea74629")];
/// ```
#[macro_export]
macro_rules! line {
    ($($input:tt)*) => {
        $crate::__private::line! { ($crate) $($input)* }
    };
}

/// An expression as the caller wrote it: a syntax error in it stays in it, and what the macro and
/// the compiler find elsewhere is reported too.
#[doc(hidden)]
#[macro_export]
macro_rules! __feishu_post_expression {
    ($($token:tt)*) => {
        $($token)*
    };
}
