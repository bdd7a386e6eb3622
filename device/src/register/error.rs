//! Why a whole file cannot be read, and why one row of it is refused.

use jinshui_core::{Code, Failure};

/// Why nothing can be read of a file. The words are for the log; screens have their own by [`RegisterError::code`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegisterError {
    /// Not an .xlsx workbook, or one that is damaged.
    #[error("这不是 .xlsx 表格，或者文件坏了 (not an .xlsx workbook: {0})。请在表格软件里打开，另存为 .xlsx")]
    NotAWorkbook(String),
    /// The older .xls or .et format.
    #[error("这是旧格式的表格 (an .xls or .et workbook)。请在表格软件里打开，另存为 .xlsx")]
    OldFormat,
    /// It opens only with a password.
    #[error("表格加了密码 (encrypted)。请在表格软件里去掉密码，再存一次")]
    Locked,
    /// There is nothing in it.
    #[error("表格是空的 (no cell has a value)。请看看是不是选错了文件")]
    Empty,
    /// There is something in it, but only on hidden sheets.
    #[error("工作表都隐藏着 (every sheet with values is hidden)。请取消隐藏要读的工作表")]
    AllHidden,
    /// A heading was found, and nothing below it.
    #[error("只有表头，下面没有内容 (headings only)。请填好再来")]
    HeaderOnly,
    /// No row among the first ten of any sheet is a heading.
    #[error("前十行里找不到表头 (no headings found)。要有房号或地址这样的列，如：{}", .looked_for.join("、"))]
    NoHeader {
        /// The headings that would have been understood, one of each kind.
        looked_for: Vec<&'static str>,
    },
    /// More than a register of one community can be.
    #[error("表格太大 (too large: {0})。请分成几个文件")]
    TooLarge(&'static str),
}

impl RegisterError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            RegisterError::NotAWorkbook(_) => Code::NotAWorkbook,
            RegisterError::OldFormat => Code::OldFormat,
            RegisterError::Locked => Code::LockedWorkbook,
            RegisterError::Empty => Code::EmptyWorkbook,
            RegisterError::AllHidden => Code::AllHidden,
            RegisterError::HeaderOnly => Code::HeaderOnly,
            RegisterError::NoHeader { .. } => Code::NoHeader,
            RegisterError::TooLarge(_) => Code::WorkbookTooLarge,
        }
    }
}

impl From<RegisterError> for Failure {
    fn from(error: RegisterError) -> Self {
        Failure::new(error.code(), error.to_string())
    }
}

/// Declares codes that are stable and may become more.
macro_rules! codes {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        $vis enum $name { $($(#[$vmeta])* $variant,)+ }

        impl $name {
            /// The stable code.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code,)+ }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.code())
            }
        }
    };
}

codes! {
    /// Why a column is passed over.
    pub enum Passed {
        /// Numbers of identity papers and bank cards are left out on purpose.
        IdentityNumber = "identity_number",
        /// Known, and not part of the register: 序号, 年龄.
        NotKept = "not_kept",
        /// Another column before it says the same.
        Repeated = "repeated",
        /// No such heading is known.
        Unknown = "unknown",
        /// There are values, but no heading.
        NoHeading = "no_heading",
    }
}
