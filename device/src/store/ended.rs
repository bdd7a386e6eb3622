//! The end of a store: from then on it takes nothing more, whatever process has it open, until all that waits is sealed and the
//! store is destroyed. What is sealed and destroyed, and in which order, is in `ending`.

use jinshui_core::command::EndedWhy;

use super::{Result, Store};

impl Store {
    /// The folder that it is in.
    pub(crate) fn folder(&self) -> &std::path::Path {
        &self.home
    }

    /// Takes nothing more from now on. The first reason stays.
    ///
    /// # Errors
    /// Where the store fails.
    pub(crate) fn end(&mut self, why: &EndedWhy) -> Result<()> {
        self.connection.execute("UPDATE reading SET ended = ? WHERE ended IS NULL", [why.code()])?;
        Ok(())
    }

    /// Why it takes nothing more; none while it lives.
    ///
    /// # Errors
    /// Where the store fails.
    pub(crate) fn ended(&self) -> Result<Option<EndedWhy>> {
        let why = self
            .connection
            .query_row("SELECT ended FROM reading", [], |row| row.get::<_, Option<String>>(0))?;
        Ok(why.map(|code| EndedWhy::from_code(&code)))
    }
}
