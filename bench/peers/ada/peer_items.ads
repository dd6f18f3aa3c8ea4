--  SPDX-License-Identifier: MIT
--  The interface that the callers of the Ada peers know: dispatching functions whose result's size only the callee knows. One
--  item, or none at the end.
with Ada.Unchecked_Deallocation;
with Interfaces;
package Peer_Items is

   type Items is array (Positive range <>) of Interfaces.Unsigned_64;
   type Items_Access is access Items;
   procedure Free is new Ada.Unchecked_Deallocation (Items, Items_Access);

   type Source is abstract tagged null record;
   --  On the secondary stack, whence the caller copies it down to its own.
   function Next (Self : in out Source) return Items is abstract;
   --  On the heap; the caller's to free.
   function Next_Boxed (Self : in out Source) return Items_Access is abstract;

end Peer_Items;
