//! One phone.
