/// Composes a [`Post`](crate::Post): the code reads like the message, rustfmt formats it, and the compiler
/// checks it.
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
/// It evaluates to a `Post<'_>`, never to a `Result`: an invalid literal is a compile error, and run-time
/// values are checked before they get here (see [`Href`](crate::Href)). A post made only of literals can be a
/// `const` or a `static` and allocates nothing. Any other post expands to a block of statements in source
/// order, so `?`, `.await`, `return`, `break` and `continue` act on the surrounding code.
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
/// | item | meaning |
/// |---|---|
/// | `title = …` | the title; at most once, and first |
/// | `[…, …]` | a line of [inline elements](#elements-of-a-line) |
/// | `"…"` | a line with a single text |
/// | `image("img_…")`, `image("img_…").size(300, 200)` | an image block; width and height in pixels |
/// | `media("file_…")`, `media("file_…", "img_…")` | a video block, optionally with a cover |
/// | `hr()` | a rule |
/// | `code_block("RUST", "…")` | a code block, taken verbatim; braces are not captures |
/// | `markdown("…")` | a block of Markdown that the platform renders |
/// | `if`, `if let`, `match`, `for`, `while`, `loop`, `{ … }` | the items inside, each time they are reached |
/// | `..lines` | every line of an iterator |
/// | `link(…)`, `at(…)`, … | a line with this [inline element](#elements-of-a-line) only |
/// | any other expression | a [`Line`](crate::Line) or anything `Into<Line>`, or an `Option` of one; `None` adds nothing |
///
/// Inside braces, Rust's rules for statements apply: an item ends in `;` (optional after the last), and
/// `let`, assignments, `return`, `break`, `continue` and expressions of type `()` are not items. A title may
/// use control flow, too: `title = if urgent { "紧急:{id}" } else { "工单 {id}" }`. A line that control flow
/// leaves empty is omitted.
///
/// # Elements of a line
///
/// | inline element | meaning |
/// |---|---|
/// | `"…"` | a text |
/// | `link("…", "https://…")`, `link("…", href)` | a link; a run-time URL must be an [`Href`](crate::Href) |
/// | `link_or_text("…", url)` | a link, or the text `… (url)` if the URL is rejected |
/// | `at("ou_…")`, `at("ou_…").name("王小明")`, `at_all()` | a mention |
/// | `emotion("SMILE")`, `emotion(emoji)` | an emoji; a run-time value must be an [`Emoji`](crate::Emoji) |
/// | control flow, `..elements` | as in a post |
/// | any other expression | text or an [`Element`](crate::Element), or an `Option` of one; `None` adds nothing |
///
/// `.bold()`, `.italic()`, `.underline()`, `.line_through()` and `.un_escape()` style the string, element or
/// expression before them, like the methods of [`Stylize`](crate::Stylize), which need not be imported. If your
/// own type has a method of the same name, that method is called; if another trait adds one to strings, write
/// the value as a string: `"{value}".bold()`.
///
/// Bare names such as `link` or `at` always mean the element. The platform's tags `a`, `img`, `md` and `text`
/// are reserved, and the compiler names the replacement. Any other call is ordinary Rust: `signature(user)`,
/// `self::link(…)`, or, in parentheses, `(link(…))`.
///
/// # Strings
///
/// A string literal is a format string with captures as in `format!`: `{name}`, `{name:?}`, `{n:>3}`. Unlike
/// `format!`, it can also capture fields: `{ticket.id}` and `{self.pair.0}`. `{{` and `}}` are literal braces.
/// A string without captures is borrowed. Strings inside ordinary expressions are ordinary Rust, and so is a
/// string with an operator or a method other than a style: `"=".repeat(20)`. Renaming a field in an editor does
/// not update the strings that capture it, but the compiler points to each one.
///
/// A captured value is always data:
///
/// - In a URL it is percent-encoded. It cannot change the host, the path's structure or the query's keys, not
///   even as `..`. A capture before the path does not compile.
/// - In an `.un_escape()` literal it is HTML-escaped, so it is displayed unchanged. An `&` that could combine
///   with it into a character reference does not compile.
/// - A `markdown("…")` literal captures only numbers, `bool` and [`Markdown`](crate::Markdown): the platform
///   documents no escape, so any text could mention everyone. `Markdown::raw(text)` opts in.
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
/// To write a post in several locales, name each of them, with a list of items or a prebuilt
/// [`Content`](crate::Content) (or an `Option` of one) as its value. Without names, the items belong to `zh_cn`.
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
/// All mistakes in a call are reported at once, each at the literal or name at fault:
///
/// ```compile_fail
/// feishu_post::post![
///     [link("文档", "www.feishu.cn")], // link is refused: no scheme; write "https://www.feishu.cn"
///     [emotion("SMIEL")],              // unknown emoji "SMIEL": did you mean "SMILE"?
///     ["见 ", image("img_1")],         // an image is a block: write it outside the [ ] of a line
/// ];
/// ```
///
/// A post that control flow leaves without content compiles; [`is_empty`](crate::Post::is_empty) returns `true`
/// for it.
#[macro_export]
macro_rules! post {
    ($($input:tt)*) => {
        $crate::__private::post! { ($crate) $($input)* }
    };
}

/// Composes one [`Line`](crate::Line): takes what goes inside the `[ ]` of a line in [`post!`](crate::post),
/// with the same rules.
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
/// A line cannot contain a block:
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

/// Passes through an expression as the caller wrote it: a syntax error stays confined to it, and errors
/// elsewhere are still reported.
#[doc(hidden)]
#[macro_export]
macro_rules! __feishu_post_expression {
    ($($token:tt)*) => {
        $($token)*
    };
}
