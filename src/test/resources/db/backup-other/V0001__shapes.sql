-- One table of every shape that a backup must carry.
create schema shapes;
create schema "Tên khác"; -- otherwise
