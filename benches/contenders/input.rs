//! What the messages say.

/// A title and lines that only the run knows.
pub(crate) struct Report {
    pub(crate) title: String,
    pub(crate) rows: Vec<Row>,
}

pub(crate) struct Row {
    pub(crate) text: String,
    pub(crate) url: Option<String>,
}

/// What a link shows.
pub(crate) const LABEL: &str = "查看工单";

/// 20 lines, each with a text of 24 Han and 16 ASCII characters and with a link.
pub(crate) fn twenty_links() -> Report {
    report(20, 1, "的处理人已更换状态变为处理中请今天下班前答复")
}

/// About 30 KB: 300 lines, each with a text of 16 Han and 16 ASCII characters, every tenth with a link.
pub(crate) fn three_hundred_lines() -> Report {
    report(300, 10, "状态变为处理中请今天下班答复")
}

fn report(lines: usize, link_every: usize, says: &str) -> Report {
    Report {
        title: format!("服务台日报:{lines} 条"),
        rows: (0..lines)
            .map(|line| row(line, says, line.is_multiple_of(link_every)))
            .collect(),
    }
}

/// One text in five ends in a quote; a URL is 79 bytes of clean ASCII.
fn row(line: usize, says: &str, with_link: bool) -> Row {
    let end = if line.is_multiple_of(5) { '"' } else { '.' };
    let url = format!(
        "https://helpdesk.example.com/tickets/6948728206{line:06}?tab=reply&from=bot-1#last"
    );
    Row {
        text: format!("工单{line:03}{says} by agent{line:03}{end}"),
        url: with_link.then_some(url),
    }
}
