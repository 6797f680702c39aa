create table customers (
  id varchar(10) primary key,
  name varchar(50) not null,
  email varchar(100) not null,
  deleted boolean not null default false
);

create table orders (
  id varchar(10) primary key,
  customer_id varchar(10) not null references customers,
  item varchar(100) not null,
  total decimal(10, 2) not null,
  status varchar(20) not null,
  address varchar(200) not null,
  payment varchar(20) not null,
  carrier varchar(20) not null,
  note varchar(500) not null default ''
);

create table articles (
  id varchar(10) primary key,
  title varchar(100) not null,
  body varchar(500) not null
);

-- Nothing here keeps an order from being refunded twice: that is what the guard is for.
create table refunds (
  id bigint generated always as identity primary key,
  order_id varchar(10) not null references orders,
  amount decimal(10, 2) not null
);

create table replies (
  id bigint generated always as identity primary key,
  customer_id varchar(10) not null references customers,
  text varchar(2000) not null
);

create table address_changes (
  id bigint generated always as identity primary key,
  order_id varchar(10) not null references orders,
  address varchar(200) not null
);
