--  SPDX-License-Identifier: MIT
package body Peer_Ranges is
   use Interfaces;
   use Peer_Items;

   overriding function Next (Self : in out Numbers) return Items is
   begin
      if Self.I = Self.Last then
         return (1 .. 0 => 0);
      end if;
      Self.I := Self.I + 1;
      return (1 => Self.I - 1);
   end Next;

   overriding function Next_Boxed (Self : in out Numbers) return Items_Access is
   begin
      if Self.I = Self.Last then
         return new Items (1 .. 0);
      end if;
      Self.I := Self.I + 1;
      return new Items'(1 => Self.I - 1);
   end Next_Boxed;

end Peer_Ranges;
