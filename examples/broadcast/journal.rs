//! The outcome of each message, in a file that outlives the process.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use feishu_post::{Delivery, MessageId, SendError};

/// One line when a message is started, and one when its outcome is known: number, fate and detail,
/// separated by tabs.
pub(crate) struct Journal(File);

/// The latest entry for each message, by its number.
pub(crate) type Fates = BTreeMap<usize, Fate>;

/// The outcome of a message: `sent`, `refused` or `unknown`, with the platform's code if there is one.
#[derive(Clone)]
pub(crate) struct Fate(String);

impl Fate {
    fn of(outcome: &Result<MessageId, SendError>) -> Self {
        let Err(error) = outcome else {
            return Self(SENT.to_owned());
        };
        let kind = match error.delivery() {
            Delivery::NotDelivered => REFUSED,
            Delivery::Unknown => UNKNOWN,
        };
        match error.code() {
            Some(code) => Self(format!("{kind} {code}")),
            None => Self(kind.to_owned()),
        }
    }

    pub(crate) fn label(&self) -> &str {
        &self.0
    }

    /// Whether the message must not be sent again.
    pub(crate) fn is_settled(&self) -> bool {
        !self.0.starts_with(REFUSED)
    }

    pub(crate) fn is_unknown(&self) -> bool {
        self.0.starts_with(UNKNOWN)
    }
}

const SENT: &str = "sent";
const REFUSED: &str = "refused";
/// A message that was started may have been delivered.
const UNKNOWN: &str = "unknown";

impl Journal {
    /// Continues the journal of the messages that `heading` identifies, or creates it.
    pub(crate) fn open(path: &Path, heading: &str) -> Result<(Self, Fates), String> {
        let failed = |cause| format!("cannot use the journal {}: {cause}", path.display());
        let text = read(path).map_err(failed)?;
        // A last line without its end was cut off before anybody acted on it.
        let whole = &text[..text.rfind('\n').map_or(0, |end| end + 1)];
        let mut lines = whole.lines();
        if lines.next().is_some_and(|found| found != heading) {
            return Err(format!(
                "{} is the journal of a different set of messages: specify another file with --journal, or delete it",
                path.display()
            ));
        }
        let fates = lines.map(fate).collect::<Option<Fates>>();
        let fates = fates.ok_or_else(|| failed(io::ErrorKind::InvalidData.into()))?;
        let mut journal = Self(append_to(path, whole.len() as u64).map_err(failed)?);
        if whole.is_empty() {
            journal.write(heading.to_owned()).map_err(failed)?;
        }
        Ok((journal, fates))
    }

    pub(crate) fn begin(&mut self, number: usize) -> io::Result<()> {
        self.write(format!("{number}\t{UNKNOWN}\t"))
    }

    pub(crate) fn end(
        &mut self,
        number: usize,
        outcome: &Result<MessageId, SendError>,
    ) -> io::Result<Fate> {
        let fate = Fate::of(outcome);
        let detail = outcome
            .as_ref()
            .map_or_else(ToString::to_string, ToString::to_string);
        self.write(format!(
            "{number}\t{}\t{}",
            fate.label(),
            detail.replace('\n', " ")
        ))?;
        Ok(fate)
    }

    /// Writes a line in one call, so that it is complete or absent whenever the process ends.
    fn write(&mut self, line: String) -> io::Result<()> {
        self.0.write_all((line + "\n").as_bytes())
    }
}

fn fate(line: &str) -> Option<(usize, Fate)> {
    let mut fields = line.split('\t');
    let number = fields.next()?.parse().ok()?;
    Some((number, Fate(fields.next()?.to_owned())))
}

fn read(path: &Path) -> io::Result<String> {
    match fs::read_to_string(path) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        text => text,
    }
}

fn append_to(path: &Path, length: u64) -> io::Result<File> {
    let mut file = OpenOptions::new()
        .create(true)
        .write(true)
        .truncate(false)
        .open(path)?;
    file.set_len(length)?;
    file.seek(SeekFrom::End(0))?;
    Ok(file)
}
